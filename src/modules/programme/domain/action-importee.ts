import { parLibelle, rapprocherMots } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { NIVEAUX } from './niveaux.ts'
import { cycleStatut, EXIGENCES, type GesteStatut, LIBELLES_STATUT, type Statut } from './statuts.ts'

/** Columns of the table of actions, in their order: what is written is what is read. */
export const CLES = [
  'code',
  'axe',
  'orientation',
  'titre',
  'nature',
  'chef',
  'binome',
  'statut',
  'niveau',
  'niveauCible',
  'objectifs',
  'resultat',
  'publics',
  'origine',
  'base',
  'convention',
  'cle',
  'clause',
  'coutPrevu',
  'coutReel',
  'participants',
  'observateurs',
  'nonConcernes',
  'partenaires',
] as const
export type CleAction = (typeof CLES)[number]

/** One action as cells, each in its canonical writing: two tables that say the same are the same text. */
export type LigneAction = Readonly<Record<CleAction, string>>
export type CellulesLues = { readonly code: string } & Readonly<Partial<Record<CleAction, string>>>

/** Why a line is refused: the key of the column at fault and a sentence that says what to do. */
export type RefusCellule = { readonly cle: string; readonly motif: string }

const CADRE: readonly CleAction[] = ['titre', 'nature', 'chef', 'binome', 'origine', 'base']
const FOND: readonly CleAction[] = [
  'niveau',
  'niveauCible',
  'objectifs',
  'resultat',
  'publics',
  'convention',
  'cle',
  'clause',
  'coutPrevu',
  'coutReel',
  'partenaires',
]
const PARTICIPATION: readonly CleAction[] = ['participants', 'observateurs', 'nonConcernes']

/** What the cells are compared with. */
export type Contexte = {
  /** Short names of the members, in their order. */
  readonly membres: readonly string[]
  readonly natures: Readonly<Record<string, string>>
  readonly origines: Readonly<Record<string, string>>
  readonly bases: Readonly<Record<string, string>>
  /** Numbers of the decisions that set a key. */
  readonly cles: readonly string[]
  /** Titles of the axes by code, of the orientations by « axe.orientation ». */
  readonly axes: Readonly<Record<string, string>>
  readonly orientations: Readonly<Record<string, string>>
}

const FORME_CODE = /^([0-9A-Za-z]{1,4})\.([0-9A-Za-z]{1,4})\.[0-9A-Za-z]{1,4}(\.[0-9A-Za-z]{1,4})?$/
const LONGUEURS: Readonly<Partial<Record<CleAction, number>>> = {
  titre: 300,
  axe: 300,
  orientation: 300,
  objectifs: 20_000,
  resultat: 20_000,
  publics: 2000,
  convention: 300,
  clause: 300,
}

const decouper = (texte: string): string[] =>
  texte
    .split(/[;,]/)
    .map((mot) => mot.trim())
    .filter(Boolean)

/**
 * Reads one line: every cell in its canonical writing. A column that the file does not have stays unread, an empty cell empties.
 * @param cellules text by key of column; whole numbers, amounts and dates are already canonical
 */
export function lireAction(
  contexte: Contexte,
  cellules: Readonly<Record<string, string>>,
): Result<CellulesLues, RefusCellule> {
  const code = (cellules['code'] ?? '').trim()
  if (!FORME_CODE.test(code))
    return refuser({
      cle: 'code',
      motif: 'Écrivez le code avec l’axe, l’orientation et le rang, comme 3.2.1.',
    })
  const lues: Partial<Record<CleAction, string>> = {}
  for (const cle of CLES) {
    const brut = cellules[cle]
    if (brut === undefined || cle === 'code') continue
    // The titles of an axis and of an orientation only help to read: empty, they are those already known.
    if ((cle === 'axe' || cle === 'orientation') && brut.trim() === '') continue
    const lu = lireCellule(contexte, cle, brut.trim())
    if (!lu.ok) return lu
    lues[cle] = lu.valeur
  }
  return accepter({ ...lues, code })
}

function lireCellule(c: Contexte, cle: CleAction, texte: string): Result<string, RefusCellule> {
  const faute = (motif: string) => refuser({ cle, motif })
  const parmi = (libelles: Readonly<Record<string, string>>, defaut: string) => {
    if (texte === '') return accepter(defaut)
    const trouve = parLibelle(libelles, texte)
    return trouve
      ? accepter(libelles[trouve]!)
      : faute(
          `Écrivez ${Object.values(libelles)
            .map((l) => `« ${l} »`)
            .join(', ')}.`,
        )
  }
  const membre = (nom: string) => c.membres.find((m) => rapprocherMots(m) === rapprocherMots(nom))
  switch (cle) {
    case 'nature':
      return parmi(c.natures, c.natures['action']!)
    case 'origine':
      return parmi(c.origines, c.origines['schema']!)
    case 'base':
      return parmi(c.bases, c.bases['volontariste']!)
    case 'statut':
      return parmi(LIBELLES_STATUT, LIBELLES_STATUT.proposee)
    case 'niveau':
    case 'niveauCible': {
      const n = texte === '' ? 0 : Number(texte)
      return NIVEAUX[n] ? accepter(String(n)) : faute('Un niveau va de 0 à 5.')
    }
    case 'coutPrevu':
    case 'coutReel':
      return texte.startsWith('-') ? faute('Un coût n’est pas négatif.') : accepter(texte)
    case 'chef':
    case 'binome': {
      if (texte === '') return accepter('')
      const trouve = membre(texte)
      return trouve ? accepter(trouve) : faute(`Ce membre est inconnu. Écrivez ${c.membres.join(', ')}.`)
    }
    case 'participants':
    case 'observateurs':
    case 'nonConcernes': {
      const noms = decouper(texte)
      const inconnu = noms.find((nom) => !membre(nom))
      if (inconnu) return faute(`« ${inconnu} » est inconnu. Écrivez ${c.membres.join(', ')}.`)
      const lus = noms.map(membre)
      return accepter(c.membres.filter((m) => lus.includes(m)).join(', '))
    }
    case 'cle':
      return texte === '' || c.cles.includes(texte)
        ? accepter(texte)
        : faute('Indiquez le numéro d’une décision qui fixe une clé de répartition.')
    case 'partenaires':
      return accepter(
        [...new Set(texte.split(';').map((nom) => nom.trim()))]
          .filter(Boolean)
          .sort((a, b) => a.localeCompare(b, 'fr'))
          .join(' ; '),
      )
    default: {
      const max = LONGUEURS[cle] ?? 2000
      return texte.length > max
        ? faute(`Ce texte tient en ${max} caractères : raccourcissez.`)
        : accepter(texte)
    }
  }
}

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
