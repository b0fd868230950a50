import { ajouterMois } from '#shared/dates.ts'
import type { Instruction } from '../../domain/instruction.ts'
import { exclusionsDe } from '../../domain/politique.ts'
import { alerte, bouton, champ, dire, el, section, texteLong } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { corps, faire, faitsDe, francais, type Navigation } from '../commun.ts'
import { accepte, ENQUETER, confier as esquisseDeMission } from '../offres.ts'

/** What is written in the sealed compartment Q. */
type Piece = Readonly<{ genre: 'mission' | 'attestation' | 'audition' | 'rapport'; texte: string }>
const NOM: Readonly<Record<Piece['genre'], string>> = {
  mission: 'Lettre de mission',
  attestation: 'Attestation de confidentialité et d’absence de conflit',
  audition: 'Compte rendu d’audition',
  rapport: 'Rapport',
}

const piecesDe = ({ dossier }: SurLeBureau) => dossier.volets.get('Q')?.messages ?? []

/** Whether an investigator signed the attestation of confidentiality (Défenseure des droits, décision-cadre 2025-019): before it, no story. */
export const aAtteste = (bureau: SurLeBureau, id: string): boolean =>
  piecesDe(bureau).some((m) => m.emetteur === id && corps<Piece>(m).genre === 'attestation')

/** The inquiry: missions that end by themselves, attestations, hearings, report. Null for who has nothing to do with it. */
export function sectionEnquete(
  bureau: SurLeBureau,
  navigation: Navigation,
  etat: Instruction,
  qui: (id: string) => string,
): HTMLElement | null {
  const { membre, dossier } = bureau
  const confie = dossier.volets.has('N') && accepte(bureau, esquisseDeMission(bureau, []))
  const pieces = piecesDe(bureau)
  if (!confie && pieces.length === 0) return null
  return section(
    'Enquête',
    ...(dossier.recu.missions.length > 0
      ? [
          el(
            'ul',
            { id: 'missions' },
            ...dossier.recu.missions.map(({ membre: id, jusquAu }) =>
              el(
                'li',
                {},
                `${qui(id)}, jusqu’au ${francais(jusquAu)} : ${aAtteste(bureau, id) ? 'attestation signée' : 'attestation attendue'}`,
              ),
            ),
          ),
        ]
      : []),
    ...pieces.map((m) =>
      el(
        'p',
        { class: 'texte-libre' },
        `${NOM[corps<Piece>(m).genre]}, ${francais(m.jour)}, ${qui(m.emetteur)} : ${corps<Piece>(m).texte}`,
      ),
    ),
    ...(confie ? confier(bureau, navigation, etat) : []),
    ...(membre.role === 'enqueteur' && accepte(bureau, ENQUETER) ? enqueter(bureau, navigation) : []),
  )
}

/** Gives a mission to two investigators at least: a letter, a last day, the key of the inquiry. The story comes after their attestation. */
function confier(bureau: SurLeBureau, navigation: Navigation, etat: Instruction): HTMLElement[] {
  const { cellule, session } = bureau
  const faits = faitsDe(bureau)
  const { exclus } = exclusionsDe(cellule.membres, faits?.employeur ?? null, faits?.exclusions ?? [], [])
  const possibles = cellule.membres.filter(({ id, role }) => role === 'enqueteur' && !exclus.has(id))
  if (possibles.length === 0)
    return [el('p', {}, 'Aucune enquêtrice, aucun enquêteur dans l’annuaire ne peut être désigné ici.')]
  const cases = possibles.map((m) => ({
    m,
    saisie: el('input', { type: 'checkbox', value: m.id, checked: etat.designes.includes(m.id) }),
  }))
  const lettre = texteLong(3)
  const fin = el('input', { class: 'saisie saisie-court', type: 'date', value: ajouterMois(session.jour, 2) })
  return [
    el(
      'fieldset',
      { class: 'champ' },
      el('legend', {}, 'Qui enquête (deux au moins, hors du service concerné)'),
      ...cases.map(({ m, saisie }) => el('label', { class: 'option' }, saisie, el('span', {}, m.nom))),
    ),
    champ('fin-mission', 'Dernier jour de la mission', fin),
    champ('lettre', 'Lettre de mission', lettre),
    el(
      'div',
      { class: 'actions' },
      bouton('Confier la mission', () => {
        const choisis = cases.filter(({ saisie }) => saisie.checked).map(({ m }) => m.id)
        if (choisis.length < 2) return dire(alerte('alerte', 'Désignez deux personnes au moins.'))
        if (lettre.value.trim() === '' || fin.value === '')
          return dire(alerte('alerte', 'Écrivez la lettre de mission et son dernier jour.'))
        return faire(bureau, navigation, {
          ...esquisseDeMission(bureau, choisis),
          missions: choisis.map((membre) => ({ membre, jusquAu: fin.value })),
          ecrits: [
            {
              volet: 'N',
              corps: {
                genre: 'enqueteurs',
                designes: choisis,
                jusquAu: fin.value,
                note: `Mission confiée à ${choisis.length} personnes.`,
              },
            },
            { volet: 'Q', corps: { genre: 'mission', texte: lettre.value.trim() } },
          ],
        })
      }),
    ),
  ]
}

/** What an investigator writes; without the attestation, nothing else. */
function enqueter(bureau: SurLeBureau, navigation: Navigation): HTMLElement[] {
  const texte = texteLong()
  const ecrire = (mot: string, genre: Piece['genre']) =>
    bouton(mot, () =>
      texte.value.trim() === ''
        ? dire(alerte('alerte', 'Écrivez le texte d’abord.'))
        : faire(bureau, navigation, {
            action: 'ecrire',
            ecrits: [{ volet: 'Q', corps: { genre, texte: texte.value.trim() } }],
          }),
    )
  if (!aAtteste(bureau, bureau.membre.id)) {
    texte.value =
      'J’atteste garder confidentiel tout ce que j’apprendrai dans cette enquête, et n’avoir ni lien ni intérêt avec les personnes concernées.'
    return [
      champ('enquete', 'Votre attestation', texte),
      el('div', { class: 'actions' }, ecrire('Signer mon attestation', 'attestation')),
    ]
  }
  return [
    champ('enquete', 'Votre texte', texte),
    el(
      'div',
      { class: 'actions' },
      ecrire('Verser un compte rendu d’audition', 'audition'),
      ecrire('Remettre le rapport', 'rapport'),
    ),
  ]
}
