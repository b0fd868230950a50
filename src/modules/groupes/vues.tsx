import type { Jour } from '#shared/dates.ts'
import { dateCourte } from '#shared/typographie.ts'
import type { CaseDeSuite } from '#ui/decision/suites-par-membre.tsx'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { type Geste, type Siege, type Situation, siegeDe, situationDe } from './domain/cycle.ts'
import type { GroupeLu, PlaceLue, TypeGroupe } from './groupes.queries.ts'

/** The entry of the navigation that the groups belong to. */
export const RUBRIQUE = '/programme'

export const LIBELLES_TYPE: Readonly<Record<TypeGroupe, string>> = {
  projet: 'Groupe projet',
  reseau_metier: 'Réseau métier',
  redaction: 'Groupe de rédaction',
}

export const SIGNES_SITUATION: Readonly<
  Record<Situation, { readonly ton: Ton; readonly icone: NomIcone; readonly mot: string }>
> = {
  propose: { ton: 'neutre', icone: 'sujet', mot: 'Proposé' },
  mandate: { ton: 'info', icone: 'decision', mot: 'Mandaté' },
  actif: { ton: 'ok', icone: 'lecture', mot: 'Actif' },
  en_sommeil: { ton: 'attention', icone: 'pause', mot: 'En sommeil' },
  clos: { ton: 'neutre', icone: 'execute', mot: 'Clos' },
  ecarte: { ton: 'neutre', icone: 'sans_objet', mot: 'Écarté' },
}

export const EtiquetteSituation = ({
  situation,
  discrete,
}: {
  readonly situation: Situation
  readonly discrete?: boolean
}) => {
  const { ton, icone, mot } = SIGNES_SITUATION[situation]
  return (
    <Etiquette ton={ton} icone={icone} {...(discrete && { discrete })}>
      {mot}
    </Etiquette>
  )
}

export const LIBELLES_GESTE: Readonly<Record<Geste, string>> = {
  mandater: 'Donner mandat',
  demarrer: 'Ouvrir les travaux',
  clore: 'Clore avec un bilan',
  rouvrir: 'Rouvrir le groupe',
  ecarter: 'Écarter la proposition',
}

/** The seat of each member on a day. */
export const siegesDe = (
  groupe: GroupeLu,
  jour: Jour,
): readonly { readonly membre: GroupeLu['membres'][number]; readonly siege: Siege<PlaceLue> }[] =>
  groupe.membres.map((membre) => ({
    membre,
    siege: siegeDe(
      membre,
      groupe.places.filter(({ organismeId }) => organismeId === membre.organismeId),
      jour,
    ),
  }))

/** Members that take part and whose seat has no referent. A group that is over has no seat to fill. */
export const siegesAPourvoir = (groupe: GroupeLu, jour: Jour) =>
  ['propose', 'mandate', 'actif'].includes(groupe.statut)
    ? siegesDe(groupe, jour).filter(({ siege }) => siege.etat === 'vide' || siege.etat === 'suppleant')
    : []

/** What a seat shows in a grid: who holds it, or that it is empty, or that the member is informed. */
export function caseDeSiege(siege: Siege<PlaceLue>, jour: Jour, fini: boolean): CaseDeSuite {
  switch (siege.etat) {
    case 'informe':
      return { ton: 'neutre', icone: 'informe', mot: 'Informé', hors: true }
    case 'tenu':
      return { ton: 'ok', icone: 'fait', mot: 'Siège tenu', detail: siege.referent.nom }
    case 'suppleant':
      return { ton: 'attention', icone: 'personne', mot: 'Suppléance', detail: siege.suppleant.nom }
    case 'vide':
      return fini
        ? { ton: 'neutre', icone: 'sans_objet', mot: 'Sans référent', hors: true }
        : {
            ton: 'alerte',
            icone: 'attention',
            mot: 'À pourvoir',
            detail: `depuis le ${dateCourte(siege.videDepuis, jour)}`,
          }
  }
}

export const situation = (groupe: GroupeLu, jour: Jour): Situation => situationDe(groupe, jour)

/** « Direction, CDG 29 et Coordinatrice, CDG 35 ». */
export const direPilotes = ({ pilotes }: Pick<GroupeLu, 'pilotes'>): string =>
  pilotes.map(({ nom, libelle }) => (nom.includes(libelle) ? nom : `${nom}, ${libelle}`)).join(' et ') ||
  'À désigner'
