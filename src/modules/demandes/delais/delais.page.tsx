import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nombre } from '#shared/typographie.ts'
import { ChiffreCle, ChiffresCles } from '#ui/parties/chiffres-cles.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section } from '#ui/textes.tsx'
import type { TypeLu } from '../catalogue/catalogue.queries.ts'
import { tientUneMairie } from '../domain/droits.ts'
import { RECUL } from '../domain/mesures.ts'
import { jours } from '../temps.ts'
import { OngletsDesDemandes, RUBRIQUE } from '../vues.tsx'
import { FENETRE_JOURS, mesureDe, type TempsLu } from './delais.queries.ts'

type Props = {
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly temps: readonly TempsLu[]
  readonly types: readonly TypeLu[]
  readonly centres: readonly { readonly id: string; readonly libelle: string }[]
}

type Ligne = {
  readonly cle: string
  readonly nom: string
  readonly href: string | null
  readonly temps: readonly TempsLu[]
}

const PAS_DE_RECUL = 'pas assez de recul'

/** The real delays, by centre then by type: time of the centres only, open files counted, nothing under ten. */
export function pageDelais({ acteur, maintenant, temps, types, centres }: Props): ContenuDePage {
  const mairie = tientUneMairie.autorise(acteur)
  const depuis = ajouterJours(jourDe(maintenant), -FENETRE_JOURS)
  const liste = (requete: string) => (mairie ? null : `${RUBRIQUE}?vue=closes&depuis=${depuis}${requete}`)
  const parCentre: Ligne[] = centres
    .map(({ id, libelle }) => ({
      cle: id,
      nom: libelle,
      // A centre opens its own list only: files of another one are not its to read.
      href: id === acteur.organismeId ? liste('') : null,
      temps: temps.filter(({ guichetId }) => guichetId === id),
    }))
    .filter(({ temps: siens }) => siens.length > 0)
  const parType: Ligne[] = types
    .map(({ id, libelle, theme }) => ({
      cle: id,
      nom: `${theme} : ${libelle}`,
      href: liste(`&type=${id}`),
      temps: temps.filter(({ typeId }) => typeId === id),
    }))
    .filter(({ temps: siens }) => siens.length > 0)
  const tout = mesureDe(temps)
  const ouvertes = temps.filter(({ fini }) => !fini).length
  return {
    titre: 'Délais constatés',
    h1: tout
      ? `Neuf demandes sur dix répondues en ${jours(tout.p90)} jours ouvrés de travail`
      : 'Délais constatés : pas assez de recul',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        Sur les {FENETRE_JOURS} derniers jours. Seul le temps passé dans les centres est compté, en jours
        ouvrés de sept heures. Une demande encore ouverte où ce temps dépasse déjà la médiane compte aussi,
        prise ou non : ce qui traîne n’embellit rien. Sous {RECUL} demandes, aucun chiffre.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesDemandes courant="/demandes/delais" acteur={acteur} />
        {tout && (
          <ChiffresCles>
            <ChiffreCle valeur={jours(tout.mediane)} libelle="jours ouvrés, la médiane" />
            <ChiffreCle valeur={jours(tout.p90)} libelle="jours ouvrés pour neuf sur dix" />
            <ChiffreCle valeur={`${Math.round(tout.dansLaCible * 100)} %`} libelle="dans le délai annoncé" />
            <ChiffreCle valeur={nombre(ouvertes)} libelle="demandes encore ouvertes" />
          </ChiffresCles>
        )}
        <Section titre="Par Centre de gestion" filet>
          <TableauDesDelais titre="Délais par Centre de gestion" premiere="Guichet" lignes={parCentre} />
        </Section>
        <Section titre="Par genre de demande" filet>
          <TableauDesDelais titre="Délais par genre de demande" premiere="Demande" lignes={parType} />
          <p>
            <a href="/demandes/delais.csv">Ces délais en données ouvertes (CSV)</a> : les genres de moins de{' '}
            {RECUL} demandes y sont regroupés.
          </p>
        </Section>
      </>
    ),
  }
}

const TableauDesDelais = ({
  titre,
  premiere,
  lignes,
}: {
  readonly titre: string
  readonly premiere: string
  readonly lignes: readonly Ligne[]
}) => {
  const mesures = new Map(lignes.map(({ cle, temps }) => [cle, mesureDe(temps)]))
  const dire = (cle: string, valeur: (m: NonNullable<ReturnType<typeof mesureDe>>) => string) => {
    const mesure = mesures.get(cle)
    return mesure ? valeur(mesure) : PAS_DE_RECUL
  }
  return (
    <Tableau
      titre={titre}
      lignes={lignes}
      cleDe={({ cle }) => cle}
      colonnes={[
        {
          cle: 'nom',
          titre: premiere,
          entete: true,
          contenu: ({ nom, href }) => (href ? <a href={href}>{nom}</a> : nom),
        },
        {
          cle: 'mediane',
          titre: 'Médiane (jours)',
          nombre: true,
          contenu: ({ cle }) => dire(cle, ({ mediane }) => jours(mediane)),
        },
        {
          cle: 'p90',
          titre: 'Neuf sur dix (jours)',
          nombre: true,
          contenu: ({ cle }) => dire(cle, ({ p90 }) => jours(p90)),
        },
        {
          cle: 'cible',
          titre: 'Dans le délai',
          nombre: true,
          contenu: ({ cle }) => dire(cle, ({ dansLaCible }) => `${Math.round(dansLaCible * 100)} %`),
        },
        {
          cle: 'finies',
          titre: 'Répondues',
          nombre: true,
          contenu: ({ temps, href }) => {
            const n = nombre(temps.filter(({ fini }) => fini).length)
            return href ? <a href={href}>{n}</a> : n
          },
        },
        {
          cle: 'ouvertes',
          titre: 'Ouvertes',
          nombre: true,
          contenu: ({ temps, href }) => {
            const n = nombre(temps.filter(({ fini }) => !fini).length)
            return href ? (
              <a href={href.replace('vue=closes', 'vue=pole').replace(/&depuis=[\d-]+/, '')}>{n}</a>
            ) : (
              n
            )
          },
        },
      ]}
    />
  )
}
