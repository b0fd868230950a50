import { empreinte } from '@maillage/coffre'
import type { Volet } from '../domain/acces.ts'
import { estClos, voletsServis } from '../domain/clos.ts'
import type { EtatGrossier, Geste } from '../domain/etats.ts'
import { gestesPermis, type Instruction } from '../domain/instruction.ts'
import { exclusionsDe } from '../domain/politique.ts'
import { lecteursDuNouveau, type Ordre, type SurLeBureau } from '../protocole/membre.ts'
import type { Envoi } from './acte.ts'
import { faitsDe } from './commun.ts'
import { confirme, ordreDuGeste } from './ordres.ts'
import { type Contexte, deciderActe } from './regle.ts'

/** A deed before its words: what the server decides on. */
export type Esquisse = Omit<Ordre, 'ecrits'> & Readonly<{ ecrits?: readonly Readonly<{ volet: Volet }>[] }>

const ecrire = (action: string, ...volets: readonly Volet[]): Esquisse => ({
  action,
  ecrits: volets.map((volet) => ({ volet })),
})

/** The deeds that the desk offers besides the steps, each with what it writes. */
export const NOTER = ecrire('instruire', 'N')
export const NOTER_ET_DIRE = ecrire('instruire', 'N', 'E')
export const RELANCER = ecrire('instruire', 'N', 'T')
export const REPONDRE = ecrire('ecrire', 'E')
export const DIRE_LES_SUITES = ecrire('ecrire', 'T')
export const ENQUETER = ecrire('ecrire', 'Q')
export const DEMANDER_L_IDENTITE = ecrire('demander-identite', 'E')
export const OUVRIR_LE_CLOS = ecrire('ouvrir-clos', 'N')
export const EXPORTER = ecrire('exporter')
export const SE_RECUSER = ecrire('se-recuser')
export const ecrireLeFil = (volet: 'M' | 'P'): Esquisse => ecrire('ecrire', volet)
export const donner = (volet: Volet, dest: string): Esquisse => ({
  action: volet === 'I' ? 'ouvrir-identite' : 'donner-acces',
  donner: [{ volet, dest }],
})
/** A mission for these people: the letter, and the key of an inquiry that is open already. */
export const confier = ({ dossier, session }: SurLeBureau, membres: readonly string[]): Esquisse => {
  const lit = (id: string) => dossier.recu.lecteurs.some((l) => l.volet === 'Q' && l.dest === id)
  return {
    ...ecrire('donner-acces', 'N', 'Q'),
    missions: membres.map((membre) => ({ membre, jusquAu: session.jour })),
    donner: dossier.volets.has('Q')
      ? membres.filter((id) => !lit(id)).map((dest) => ({ volet: 'Q' as const, dest }))
      : [],
  }
}

/**
 * Whether the server would take this deed from this member, in the case as it was served: by the rule of the server itself, so that no button is shown whose
 * deed is refused.
 */
export const accepte = (bureau: SurLeBureau, esquisse: Esquisse): boolean =>
  deciderActe(envoiDe(bureau, esquisse), contexteDe(bureau)) === null

/** The steps that the desk offers: those that the table allows from what is sealed, and that the server takes. */
export const gestesOfferts = (bureau: SurLeBureau, etat: Instruction): Geste[] =>
  gestesPermis(etat).filter((geste) =>
    accepte(
      bureau,
      ordreDuGeste(
        bureau,
        etat,
        { geste, note: '', plus: {} },
        confirme(bureau, etat, geste),
        bureau.session.jour,
      ),
    ),
  )

/** The deed as the server would receive it, its sealed bytes apart. */
export function envoiDe(bureau: SurLeBureau, esquisse: Esquisse): Envoi {
  const { session, cellule, membre, dossier } = bureau
  const { action, vers = null, echeances = [], ecrits = [], missions = [], oublier = false } = esquisse
  const naissants = [...new Set(ecrits.map(({ volet }) => volet))].filter((v) => !dossier.volets.has(v))
  const missionnes = new Set(missions.map((m) => m.membre))
  const enveloppes = [
    ...naissants.flatMap((volet) =>
      lecteursDuNouveau(volet, cellule, dossier, missionnes).map(({ id }) => ({ volet, dest: id })),
    ),
    ...(esquisse.donner ?? []),
  ]
  return {
    acte: {
      acteur: membre.id,
      action: action as Envoi['acte']['action'],
      dossier: dossier.recu.id,
      jour: session.jour,
      organisme: cellule.organisme,
      ...(action === 'ouvrir-clos' && { objet: empreinte(new Uint8Array()) }),
    },
    sig: '',
    version: dossier.recu.version,
    vers: vers as Envoi['vers'],
    echeances: echeances as Envoi['echeances'],
    messages: ecrits.map(({ volet }, rang) => ({ volet, epoque: 1, rang, octets: '' })),
    enveloppes: enveloppes.map((e) => ({ ...e, epoque: 1, octets: '' })),
    missions: [...missions],
    admissions: [],
    oublier,
  }
}

/** What the rule is decided on, from the case as it was served to this member. */
export function contexteDe(bureau: SurLeBureau): Contexte {
  const { session, cellule, membre, dossier } = bureau
  const { recu } = dossier
  const etat = recu.etat as EtatGrossier
  const lit = (volet: Volet, id: string) => recu.lecteurs.some((l) => l.volet === volet && l.dest === id)
  const faits = faitsDe(bureau)
  // Without the story nobody knows who was excluded; without the exchanges nothing shows it to the server.
  const saitQui = faits !== undefined && dossier.volets.has('E')
  const { exclus } = exclusionsDe(cellule.membres, faits?.employeur ?? null, faits?.exclusions ?? [], [])
  const proposePar = (geste: string) => recu.doubleLecture.find((d) => d.geste === geste)?.par ?? null
  return {
    membre,
    etat,
    tient: new Set(recu.lecteurs.filter(({ dest }) => dest === membre.id).map(({ volet }) => volet)),
    existe: new Set(recu.lecteurs.map(({ volet }) => volet)),
    roleDe: (id) => cellule.membres.find((m) => m.id === id)?.role ?? null,
    lit,
    admis: (id) =>
      id === 'auteur' ||
      id === 'sequestre' ||
      recu.lecteurs.some(({ dest }) => dest === id) ||
      (saitQui && !exclus.has(id)),
    proposePar,
    missionnes: new Set(recu.missions.filter(({ jusquAu }) => jusquAu >= session.jour).map((m) => m.membre)),
    servis: estClos(etat)
      ? new Set(
          voletsServis(membre.role, {
            etat,
            ouvert: (recu.clos?.ouvertJusquAu ?? null) !== null,
            identiteDemandee: proposePar('identite') !== null,
          }),
        )
      : null,
  }
}
