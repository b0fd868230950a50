import type { Message } from '@maillage/coffre'
import { peutEcrire, traite } from '../domain/acces.ts'
import { calendrierDuDepartement, echeanceDe } from '../domain/echeances.ts'
import { type Horloge, horloges, relanceServeur } from '../domain/horloges.ts'
import { type Echange, type Instruction, type Note, type NoteSignee, replier } from '../domain/instruction.ts'
import { alerte, dire, direFaute, el } from '../navigateur/dom.ts'
import { agir, type Ordre, type SurLeBureau } from '../protocole/membre.ts'

export type Navigation = Readonly<{ revenir: () => unknown; relire: () => unknown }>
export { francais } from '../domain/jour.ts'

/** Does it, or says what must be written first. */
export const exiger = (texte: string, mot: string, suite: () => unknown): unknown =>
  texte === '' ? dire(alerte('alerte', mot)) : suite()

/** Seals and sends a deed, then shows the case again. */
export async function faire(bureau: SurLeBureau, navigation: Navigation, ordre: Ordre): Promise<boolean> {
  dire(el('p', {}, 'Chiffrement sur votre appareil…'))
  try {
    await agir(bureau, avecRelance(bureau, ordre))
    dire()
    await navigation.relire()
    return true
  } catch (erreur) {
    direFaute(erreur)
    return false
  }
}

/** The content of a message, in the shape that its place gives it. */
export const corps = <T>(m: Message): T => m.corps as unknown as T
type Faits = Readonly<{
  employeur: string | null
  identite: string
  canal: 'ligne' | 'sans-script' | 'autre'
  faits: Readonly<Record<string, string | readonly string[]>>
  exclusions: readonly string[]
  pieces: readonly Readonly<{ id: string; nom: string; type: string; taille: number; metadonnees: string }>[]
}>

export const faitsDe = ({ dossier }: SurLeBureau): Faits | undefined => {
  const premier = dossier.volets.get('R')?.messages[0]
  return premier && corps<Faits>(premier)
}

/** Where the case stands, folded from what this member can read, and from what a deed is about to add. */
export function instructionDe(bureau: SurLeBureau, ecrits: NonNullable<Ordre['ecrits']> = []): Instruction {
  const { dossier, membre, session } = bureau
  const aVenir = (volet: string) =>
    ecrits
      .filter((e) => e.volet === volet)
      .map(({ corps: dit }, i) => ({
        emetteur: membre.id,
        jour: session.jour,
        rang: (dossier.volets.get('E')?.messages.length ?? 0) + i,
        corps: dit,
      }))
  const lu = replier(
    [...(dossier.volets.get('N')?.messages ?? []), ...aVenir('N')] as unknown as NoteSignee[],
    [...(dossier.volets.get('E')?.messages ?? []), ...aVenir('E')] as unknown as Echange[],
    faitsDe(bureau)?.identite === 'anonyme',
  )
  return { ...lu, transmissionExclue: bureau.cellule.politique.transmissionDefaut === 'jamais' }
}

/** Holidays of the organisation's department. */
export const calendrierDe = ({ cellule }: SurLeBureau) => calendrierDuDepartement(cellule.departement)

/** Whether this member leads the case: writes in its compartments and moves it. */
export const mene = ({ membre, dossier }: SurLeBureau): boolean =>
  traite(membre.role) && peutEcrire(membre.role, 'N') && dossier.volets.has('E')

/** The day from which this cell counts: that of the deposit, or of the author's own decision to send the case here. */
const recuIci = ({ dossier, cellule }: SurLeBureau): string =>
  (dossier.recu.provenance !== null &&
    dossier.volets
      .get('E')
      ?.messages.filter(({ emetteur, corps: dit }) => {
        const { genre, vers } = dit as { genre?: string; vers?: string }
        return emetteur === 'auteur' && genre === 'transfert' && vers === cellule.nom
      })
      .at(-1)?.jour) ||
  dossier.recu.jour

/** The deadlines of the case today, from what is sealed in it. */
export const horlogesDe = (bureau: SurLeBureau, etat: Instruction): Horloge[] =>
  horloges(etat, {
    recu: recuIci(bureau),
    aujourdhui: bureau.session.jour,
    danger: faitsDe(bureau)?.faits['danger'] === 'oui',
    delaiAR: bureau.cellule.politique.delaiAR,
    calendrier: calendrierDe(bureau),
  })

/** Adds to a deed the day of the next reminder, which the server keeps without knowing of what. */
export function avecRelance(bureau: SurLeBureau, ordre: Ordre): Ordre {
  const { echeances: tenues } = bureau.dossier.recu
  if (!mene(bureau) || ordre.echeances?.some(({ code }) => code === 'RELANCE')) return ordre
  const relance = relanceServeur(horlogesDe(bureau, instructionDe(bureau, ordre.ecrits)))
  const connue = tenues.find(({ code }) => code === 'RELANCE')
  const suite = relance
    ? [{ ...relance, fait: false }]
    : connue
      ? [{ code: 'RELANCE', jour: connue.jour, fait: true }]
      : []
  return { ...ordre, echeances: [...(ordre.echeances ?? []), ...suite] }
}

/** A meeting asked for by telephone: noted, and due after twenty working days unless one is due already. */
export const ordreRendezVous = (bureau: SurLeBureau, note: string): Ordre => ({
  action: 'instruire',
  ecrits: [{ volet: 'N', corps: { genre: 'rendezVous', note } }],
  echeances: bureau.dossier.recu.echeances.some(({ code, fait }) => code === 'RDV' && !fait)
    ? []
    : [
        {
          code: 'RDV',
          jour: echeanceDe('RDV_20JO', bureau.session.jour, calendrierDe(bureau)),
          fait: false,
        },
      ],
})

/** Writes a note of the cell, with what goes to the author in the same deed. */
export const noter = (
  bureau: SurLeBureau,
  navigation: Navigation,
  note: Note,
  aLAuteur?: Echange['corps'] & { texte?: string },
) =>
  faire(bureau, navigation, {
    action: 'instruire',
    ecrits: [
      { volet: 'N', corps: note as never },
      ...(aLAuteur ? [{ volet: 'E' as const, corps: aLAuteur as never }] : []),
    ],
  })
