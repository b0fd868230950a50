import type { Jour } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { direChiffre } from '../chiffres.tsx'
import type { ChiffrePublic, Portail } from '../portail.queries.ts'
import type { ActionPublique } from '../programme/programme-public.queries.ts'
import { axesDe, partsDesMembres } from '../programme/programme-public.ts'
import type { Figure } from './dessiner.ts'

export const NOMS_DE_FIGURES = ['avancement-par-axe', 'participation', 'chiffres-cles'] as const
export type NomDeFigure = (typeof NOMS_DE_FIGURES)[number]
export const estFigure = (nom: string): nom is NomDeFigure =>
  (NOMS_DE_FIGURES as readonly string[]).includes(nom)

type Donnees = { readonly actions: readonly ActionPublique[]; readonly chiffres: readonly ChiffrePublic[] }

/** A figure of the kit, drawn from what is public that day. */
export function figureDe(nom: NomDeFigure, portail: Portail, donnees: Donnees, jour: Jour): Figure {
  const invente =
    nom === 'chiffres-cles'
      ? donnees.chiffres.some(({ fictif }) => fictif)
      : donnees.actions.some(({ fictif }) => fictif)
  const source = `${portail.nom}, au ${date(jour)}. Licence Ouverte 2.0.${invente ? ' Démonstration : suivi fictif.' : ''}`
  if (nom === 'avancement-par-axe') {
    const axes = axesDe(donnees.actions, jour)
    return {
      titre: 'Où en est le programme, axe par axe',
      description:
        axes.length === 0
          ? 'Aucune action n’est publiée.'
          : `Part des étapes atteintes. ${axes
              .map(({ titre, avancement }) => `${titre} : ${direPart(avancement.valeur)}`)
              .join(' ; ')}.`,
      source,
      max: 100,
      barres: axes.map(({ code, titre, avancement }) => ({
        libelle: `${code}. ${titre}`,
        parts: [{ valeur: avancement.valeur ?? 0, couleur: 'fonce' }],
        mots: direPart(avancement.valeur),
      })),
    }
  }
  if (nom === 'participation') {
    const parts = partsDesMembres(donnees.actions, portail.membres)
    return {
      titre: 'Ce que chaque membre mène et partage',
      description: `${parts
        .map(
          ({ membre, menees, partagees }) =>
            `${membre.libelle}, ${membre.territoire} : mène ${compte(menees, 'action')}, participe à ${partagees}`,
        )
        .join(' ; ')}. Sur ${compte(parts[0]?.total ?? 0, 'action publique', 'actions publiques')}.`,
      source,
      max: Math.max(1, ...parts.map(({ menees, partagees }) => menees + partagees)),
      legende: [
        { libelle: 'actions menées', couleur: 'fonce' },
        { libelle: 'actions partagées', couleur: 'clair' },
      ],
      barres: parts.map(({ membre, menees, partagees }) => ({
        libelle: `${membre.libelle}, ${membre.territoire}`,
        parts: [
          { valeur: menees, couleur: 'fonce' },
          { valeur: partagees, couleur: 'clair' },
        ],
        mots: `${menees} + ${partagees}`,
      })),
    }
  }
  const chiffres = donnees.chiffres.slice(0, 6)
  return {
    titre: portail.nom,
    description:
      chiffres.map((chiffre) => `${direChiffre(chiffre)} ${chiffre.libelle}`).join(' ; ') || 'Aucun chiffre.',
    source,
    nombres: chiffres.map((chiffre) => ({
      avant: chiffre.approche,
      valeur: direChiffre({ ...chiffre, approche: '' }),
      libelle: chiffre.libelle,
      detail: `Source : ${chiffre.source}. Relevé le ${date(chiffre.constateLe)}.`,
    })),
  }
}

const direPart = (valeur: number | null): string => (valeur === null ? 'sans donnée' : `${valeur} %`)
