import type { Jour } from '#shared/dates.ts'
import type { CalendrierOuvre } from '#shared/jours-ouvres.ts'
import { ajouterJoursOuvres } from '#shared/jours-ouvres.ts'
import { alerteDe, type Code, type CodeServeur, echeanceDe, limiteDuRetour, REGLES } from './echeances.ts'
import type { Instruction, Motif } from './instruction.ts'
import { MOIS_DE_REPRESAILLES } from './suivis.ts'

/** One deadline of a case, as the desk shows it. */
export type Horloge = Readonly<{ code: Code; jour: Jour; etat: 'tenue' | 'depassee' | 'proche' | 'loin' }>

type Donnees = Readonly<{
  recu: Jour
  aujourdhui: Jour
  /** The story itself says that somebody is in danger. */
  danger: boolean
  /** Working days in which the cell wants to acknowledge. */
  delaiAR: number
  calendrier: CalendrierOuvre
}>

/** Which rule of keeping a closure starts: out of scope at once, after a procedure or a founded case each six months, two months otherwise. */
export const regleDePurge = (motif: Motif | null, justiceOuverte: boolean): Code =>
  justiceOuverte || motif === 'fonde'
    ? 'PURGE_AVEC_SUITE'
    : motif === 'irrecevable'
      ? 'PURGE_HORS_CHAMP'
      : 'PURGE_SANS_SUITE'

/**
 * The deadlines of a case, from what is sealed in it: days in Paris, the earliest first. After the closure only the erasure is left; the server never
 * learns which rule made a day.
 */
export function horloges(
  i: Instruction,
  { recu, aujourdhui, danger, delaiAR, calendrier }: Donnees,
): Horloge[] {
  const lues: Horloge[] = []
  const poser = (code: Code, jour: Jour, faite: boolean) =>
    void lues.push({ code, jour, etat: faite ? 'tenue' : alerteDe(code, jour, aujourdhui) })
  const depuis = (code: Code, depart: Jour | null | undefined, faite: boolean) => {
    if (depart) poser(code, echeanceDe(code, depart, calendrier), faite)
  }
  const clos = i.etat === 'CLOS' || i.etat === 'ARCHIVE_RESTREINT' || i.etat === 'PURGE'
  if (clos) {
    const fin = i.derniers.get('archiver') ?? i.derniers.get('clore') ?? aujourdhui
    depuis(
      i.etat === 'ARCHIVE_RESTREINT' ? 'PURGE_AVEC_SUITE' : regleDePurge(i.motif, i.justiceOuverte),
      fin,
      false,
    )
    return lues
  }
  poser('AR_HUMAIN_CIBLE', ajouterJoursOuvres(recu, delaiAR, calendrier), i.accuse)
  depuis('AR_7JO', recu, i.accuse)
  poser('RETOUR_3M', limiteDuRetour(recu, i.faits.get('accuser') ?? null, calendrier), i.retour)
  if (i.regime !== 'ALERTE') depuis('ENQUETE_2M', recu, i.faits.has('ouvrirEnquete'))
  const { demande, tenu } = i.rendezVous
  depuis('RDV_20JO', demande, demande !== null && tenu !== null && tenu >= demande)
  depuis('PROTECTION_URGENTE', danger ? recu : i.dangerDepuis, i.protegeDepuis !== null)
  const { misEnCause } = i
  poser(
    'INFO_MIS_EN_CAUSE',
    (misEnCause?.information === 'differee' && misEnCause.jusquAu) || echeanceDe('INFO_MIS_EN_CAUSE', recu),
    misEnCause?.information === 'faite',
  )
  const suites = i.derniers.get('noterSuites')
  const transmis = i.derniers.get('transmettre')
  depuis(
    'SUITES_EMPLOYEUR',
    transmis && i.relance && i.relance > transmis ? i.relance : transmis,
    suites !== undefined && transmis !== undefined && suites >= transmis,
  )
  const rapport = i.derniers.get('recevoirRapport')
  depuis('DECISION_EMPLOYEUR', rapport, suites !== undefined && rapport !== undefined && suites >= rapport)
  // Written to again, the author has fifteen days again.
  const complement = i.derniers.get('demanderComplement')
  depuis(
    'RELANCE_COMPLEMENT',
    complement && i.dernierMot && i.dernierMot > complement ? i.dernierMot : complement,
    i.etat !== 'COMPLEMENT_DEMANDE',
  )
  const procureur = i.procedures.get('article40')
  if (procureur?.etat === 'envisagee') depuis('ARTICLE_40', procureur.depuis, false)
  if (!i.represailles.arret)
    for (const mois of MOIS_DE_REPRESAILLES)
      depuis(`REPRESAILLES_${mois}M`, recu, i.represailles.demandes.has(mois))
  return lues.sort((a, b) => a.jour.localeCompare(b.jour))
}

/** The one day that the server keeps for all the reminders of a case: the earliest that is not done. Null: none is left. */
export const relanceServeur = (
  lues: readonly Horloge[],
): Readonly<{ code: CodeServeur; jour: Jour }> | null => {
  const prochaine = lues.find(({ code, etat }) => REGLES[code].serveur === 'RELANCE' && etat !== 'tenue')
  return prochaine ? { code: 'RELANCE', jour: prochaine.jour } : null
}
