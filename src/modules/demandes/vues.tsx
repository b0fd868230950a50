import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { dateCourte, heure } from '#shared/typographie.ts'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Onglets } from '#ui/parties/onglets.tsx'
import type { Part } from '#ui/temps/horloges.tsx'
import type { DemandeLue } from './demandes.queries.ts'
import { JOUR_OUVRE } from './domain/calendrier.ts'
import { tientUneMairie, traite } from './domain/droits.ts'
import type { Etat } from './domain/etats.ts'
import { estEnRetard, type Horloges } from './domain/horloges.ts'
import { LIBELLES } from './expliquer.ts'

export const RUBRIQUE = '/demandes'

const SIGNES: Readonly<Record<Etat, readonly [Ton, NomIcone]>> = {
  BROUILLON: ['neutre', 'enregistrer'],
  DEPOSEE: ['neutre', 'envoyer'],
  PRISE_EN_CHARGE: ['info', 'personne_suivie'],
  ATTENTE_COLLECTIVITE: ['attention', 'a_vous'],
  ATTENTE_TIERS: ['neutre', 'sablier'],
  REPONDUE: ['ok', 'fait'],
  ROUVERTE: ['attention', 'annuler'],
  CLOTUREE: ['neutre', 'fait_cercle'],
  SANS_SUITE: ['neutre', 'sans_objet'],
  ANNULEE: ['neutre', 'sans_objet'],
  REORIENTEE: ['neutre', 'changer'],
}

/** The state in the words of whoever reads: « À vous » for the town hall, « À vous » too for the centre when it is its turn. */
export function EtiquetteEtat({
  demande,
  acteur,
}: {
  readonly demande: DemandeLue
  readonly acteur: Acteur
}) {
  const mairie = tientUneMairie.autorise(acteur)
  const [ton, icone] = SIGNES[demande.etat]
  const mot =
    mairie && demande.etat === 'ATTENTE_COLLECTIVITE'
      ? 'À vous'
      : demande.etat === 'ATTENTE_TIERS'
        ? `En attente : ${demande.tiers}`
        : mairie && demande.etat === 'PRISE_EN_CHARGE' && demande.responsable
          ? `Suivie par ${demande.responsable.split(',')[0]}`
          : LIBELLES[demande.etat]
  return (
    <Etiquette ton={ton} icone={icone}>
      {mot}
    </Etiquette>
  )
}

/** The parts of the bar of a request; `reste` is what the centre has left of its promise. */
export const partsDe = (horloges: Horloges, { reponseJours, etat }: DemandeLue): Part[] => [
  { tour: 'service', valeur: horloges.cdg },
  { tour: 'demandeur', valeur: horloges.collectivite },
  { tour: 'tiers', valeur: horloges.tiers },
  {
    tour: 'reste',
    valeur: ['REPONDUE', 'CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE'].includes(etat)
      ? 0
      : Math.max(0, reponseJours * JOUR_OUVRE - horloges.cdg),
  },
]

export const enRetard = (demande: DemandeLue, horloges: Horloges): boolean =>
  ['DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE'].includes(demande.etat) && estEnRetard(horloges.cdg, demande)

/** « mar. 24 nov. » and « 9 h 05 ». */
export const quand = (instant: Date, maintenant: Date) => {
  const jour = jourDe(instant)
  const mot = jour === jourDe(maintenant) ? 'Aujourd’hui' : dateCourte(jour, jourDe(maintenant))
  return { mot, detail: heure(instant), iso: instant.toISOString() }
}

type Page = { readonly libelle: string; readonly href: string }

/** The pages about requests that a person may open, the most read first. */
const pagesDesDemandes = (acteur: Acteur): { readonly enVue: Page[]; readonly autres: Page[] } => {
  const mairie = tientUneMairie.autorise(acteur)
  return {
    enVue: [
      { libelle: mairie ? 'Mes demandes' : 'La file', href: RUBRIQUE },
      ...(mairie ? [] : [{ libelle: 'Pilotage', href: '/demandes/pilotage' }]),
      { libelle: 'Délais constatés', href: '/demandes/delais' },
      { libelle: 'Satisfaction', href: '/demandes/satisfaction' },
      { libelle: 'Calendrier', href: '/demandes/dates' },
    ],
    autres: [
      ...(traite.autorise(acteur)
        ? [
            { libelle: 'Vacances d’emploi', href: '/demandes/vacances' },
            { libelle: 'Courriels', href: '/demandes/courriels' },
            { libelle: 'Modèles', href: '/demandes/modeles' },
          ]
        : []),
      ...(mairie ? [] : [{ libelle: 'Catalogue', href: '/demandes/catalogue' }]),
    ],
  }
}

/** The same, but for the list itself: what the menu of the desk ends with. */
export const autresPagesDesDemandes = (acteur: Acteur): Page[] => {
  const { enVue, autres } = pagesDesDemandes(acteur)
  return [...enVue.slice(1), ...autres]
}

/** The pages about requests, on one line: the less read ones in its menu, but for the one that is open. */
export const OngletsDesDemandes = ({
  courant,
  acteur,
}: {
  readonly courant: string
  readonly acteur: Acteur
}) => {
  const { enVue, autres } = pagesDesDemandes(acteur)
  const montrees = [...enVue, ...autres.filter(({ href }) => href === courant)]
  return (
    <Onglets
      libelle="Demandes"
      vues={montrees.map((vue) => ({ ...vue, courant: vue.href === courant }))}
      plus={{ id: 'pages-des-demandes', entrees: autres.filter(({ href }) => href !== courant) }}
    />
  )
}
