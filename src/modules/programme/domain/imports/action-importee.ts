import { parLibelle } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { NIVEAUX } from '../niveaux.ts'
import { cycleStatut, EXIGENCES, type GesteStatut, LIBELLES_STATUT, type Statut } from '../statuts.ts'
import {
  CADRE,
  type CellulesLues,
  CLES,
  type CleAction,
  type Contexte,
  decouper,
  FOND,
  type LigneAction,
  PARTICIPATION,
  type RefusCellule,
} from './cellules-action.ts'

export type Demandeur = {
  /** Short name of the member that imports. */
  readonly membre: string
  readonly coordonne: boolean
  readonly suit: boolean
}

export type LigneDecidee = {
  readonly etat: 'nouvelle' | 'changee' | 'inchangee'
  readonly libelle: string
  readonly changements: readonly { readonly cle: CleAction; readonly avant: string; readonly apres: string }[]
  readonly ecriture: {
    readonly ligne: LigneAction
    readonly changees: readonly CleAction[]
    readonly nouvelle: boolean
    /** The action as it was; empty values when it is new. */
    readonly avant: LigneAction
  } | null
}

const VIDE = Object.fromEntries(CLES.map((cle) => [cle, ''])) as Record<CleAction, string>

/**
 * Decides what one line does: a new action (coordination only), changes each of which belongs to who imports, or nothing.
 * The frame belongs to the coordination, the content to who leads the action, a participation to its own member.
 * @param connue the action as the export writes it; null when the code is new
 */
export function deciderAction(
  contexte: Contexte,
  connue: LigneAction | null,
  lu: CellulesLues,
  par: Demandeur,
): Result<LigneDecidee, RefusCellule> {
  const ecrite: LigneAction = { ...(connue ?? defauts(contexte, lu)), ...lu }
  // Who leads takes part, whether the table says it or not.
  const presents = [...decouper(ecrite.participants), ecrite.chef, ecrite.binome]
  const ligne: LigneAction = {
    ...ecrite,
    participants: contexte.membres.filter((membre) => presents.includes(membre)).join(', '),
  }
  if (!connue && !par.coordonne)
    return refuser({ cle: 'code', motif: 'Aucune action n’a ce code, et seule la coordination en ajoute.' })
  const structure = verifierStructure(contexte, connue, ligne)
  if (structure) return refuser(structure)
  const fautes = verifierLigne(ligne)
  if (fautes) return refuser(fautes)
  const avant = connue ?? VIDE
  const changees = CLES.filter((cle) => ligne[cle] !== avant[cle])
  const libelle = `${ligne.code} ${ligne.titre}`
  if (changees.length === 0) return accepter({ etat: 'inchangee', libelle, changements: [], ecriture: null })
  const interdite = connue ? verifierDroits(connue, ligne, changees, par) : verifierNouvelle(ligne)
  if (interdite) return refuser(interdite)
  return accepter({
    etat: connue ? 'changee' : 'nouvelle',
    libelle,
    changements: changees
      .filter((cle) => ligne[cle] !== '' || avant[cle] !== '')
      .map((cle) => ({ cle, avant: avant[cle].slice(0, 300), apres: ligne[cle].slice(0, 300) })),
    ecriture: { ligne, changees, nouvelle: connue === null, avant },
  })
}

const codes = (code: string): readonly [string, string] => {
  const [axe = '', orientation = ''] = code.split('.')
  return [axe, `${axe}.${orientation}`]
}

function defauts(contexte: Contexte, lu: CellulesLues): LigneAction {
  const [axe, orientation] = codes(lu.code)
  return {
    ...VIDE,
    code: lu.code,
    axe: contexte.axes[axe] ?? '',
    orientation: contexte.orientations[orientation] ?? '',
    nature: contexte.natures['action']!,
    origine: contexte.origines['schema']!,
    base: contexte.bases['volontariste']!,
    statut: LIBELLES_STATUT.proposee,
    niveau: '0',
    niveauCible: '0',
  }
}

function verifierStructure(
  contexte: Contexte,
  connue: LigneAction | null,
  ligne: LigneAction,
): RefusCellule | null {
  const [axe, orientation] = codes(ligne.code)
  const axeConnu = connue?.axe ?? contexte.axes[axe]
  const orientationConnue = connue?.orientation ?? contexte.orientations[orientation]
  if (axeConnu !== undefined && ligne.axe !== axeConnu)
    return {
      cle: 'axe',
      motif: `L’axe ${axe} s’appelle « ${axeConnu} » : un axe ne change pas de nom par un tableur.`,
    }
  if (orientationConnue !== undefined && ligne.orientation !== orientationConnue)
    return {
      cle: 'orientation',
      motif: `L’orientation ${orientation} s’appelle « ${orientationConnue} » : elle ne change pas de nom par un tableur.`,
    }
  if (ligne.axe.length < 3) return { cle: 'axe', motif: `L’axe ${axe} est nouveau : donnez son titre.` }
  return ligne.orientation.length < 3
    ? { cle: 'orientation', motif: `L’orientation ${orientation} est nouvelle : donnez son titre.` }
    : null
}

function verifierLigne(ligne: LigneAction): RefusCellule | null {
  if (ligne.titre.length < 3) return { cle: 'titre', motif: 'Donnez un titre à l’action.' }
  if (ligne.chef === '') return { cle: 'chef', motif: 'Une action a un chef de file : indiquez-le.' }
  if (ligne.binome === ligne.chef)
    return { cle: 'binome', motif: 'Le binôme est un autre membre que le chef de file.' }
  const listes = PARTICIPATION.map((cle) => decouper(ligne[cle]))
  const deux = listes.flat().find((nom) => listes.filter((l) => l.includes(nom)).length > 1)
  if (deux) return { cle: 'participants', motif: `${deux} est dans deux colonnes de participation.` }
  const { exige } = NIVEAUX[Number(ligne.niveau)]!
  const manque = exige.find((piece) => ligne[piece] === '')
  return manque
    ? {
        cle: manque,
        motif: `Le niveau N${ligne.niveau} demande ${{ convention: 'une convention', cle: 'une décision sur la clé de répartition', clause: 'une clause du schéma qui nomme le centre' }[manque]}.`,
      }
    : null
}

const statutDe = (libelle: string): Statut => parLibelle(LIBELLES_STATUT, libelle) ?? 'proposee'

const verifierNouvelle = (ligne: LigneAction): RefusCellule | null =>
  statutDe(ligne.statut) === 'abandonnee'
    ? {
        cle: 'statut',
        motif: 'Une action s’ajoute vivante : son abandon s’enregistre ensuite, avec sa décision.',
      }
    : null

function verifierDroits(
  connue: LigneAction,
  ligne: LigneAction,
  changees: readonly CleAction[],
  par: Demandeur,
): RefusCellule | null {
  const mene = par.suit && (connue.chef === par.membre || connue.binome === par.membre)
  for (const cle of changees) {
    if (CADRE.includes(cle) && !par.coordonne)
      return { cle, motif: 'Le cadre des actions est tenu par la coordination : demandez-lui ce changement.' }
    if (FOND.includes(cle) && !mene)
      return { cle, motif: `La fiche est tenue par son chef de file, ${connue.chef} : il l’écrit lui-même.` }
    if (PARTICIPATION.includes(cle)) {
      const touches = decouper(`${connue[cle]},${ligne[cle]}`).filter(
        (nom) => decouper(connue[cle]).includes(nom) !== decouper(ligne[cle]).includes(nom),
      )
      const autre = touches.find((nom) => nom !== par.membre)
      if (autre) return { cle, motif: `Chaque membre dit lui-même sa participation : ${autre} le fera.` }
    }
    if (cle === 'statut') {
      const geste = gesteVers(statutDe(connue.statut), statutDe(ligne.statut))
      if (!geste)
        return { cle, motif: `De « ${connue.statut} », on ne passe pas directement à « ${ligne.statut} ».` }
      if (EXIGENCES[geste].decision || EXIGENCES[geste].motif)
        return { cle, motif: 'Ce changement demande une décision ou un motif : faites-le sur la fiche.' }
      if (EXIGENCES[geste].par === 'coordination' ? !par.coordonne : !mene)
        return { cle, motif: 'Ce changement de statut appartient au chef de file ou à la coordination.' }
    }
  }
  return null
}

const gesteVers = (de: Statut, vers: Statut): GesteStatut | undefined =>
  (Object.keys(cycleStatut) as GesteStatut[]).find(
    (geste) => (cycleStatut[geste].de as readonly Statut[]).includes(de) && cycleStatut[geste].vers === vers,
  )
