import type { Message } from '@maillage/coffre'
import { NOM_DU_ROLE, traite } from '../../domain/acces.ts'
import { CYCLE, NOM_DE_L_ETAT } from '../../domain/etats.ts'
import { NOM_DE_LA_PROTECTION, NOM_DU_REGIME } from '../../domain/instruction.ts'
import { ACCORDS, libelleDe } from '../../domain/listes.ts'
import {
  NOM_DE_L_ACCOMPAGNEMENT,
  NOM_DE_LA_JUSTICE,
  NOM_DE_LA_VOIE,
  NOM_DU_SOUTIEN,
  type Soutien,
  type Voie,
} from '../../domain/suivis.ts'
import { bouton, champ, el, fiche, montrer, section, texteLong } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { numeroDe } from '../../protocole/sceller-depot.ts'
import { corps, faire, francais, instructionDe, type Navigation } from '../commun.ts'
import { accepte, DIRE_LES_SUITES, NOTER } from '../offres.ts'
import { NOM_DU_VOLET, sectionAcces } from './acces.vue.ts'
import { ficheDuClos, motDuClos, resteFerme, sectionConsultations, sectionConsulter } from './clos.vue.ts'
import { sectionDelais } from './delais.vue.ts'
import { sectionEchanges } from './echanges.vue.ts'
import { sectionEnquete } from './enquete.vue.ts'
import { sectionExport } from './export.vue.ts'
import { sectionFaits } from './faits.vue.ts'
import { boiteDesGestes } from './gestes.vue.ts'
import { sectionIdentite } from './identite.vue.ts'
import { sommaire } from './parties.vue.ts'
import { sectionSante } from './sante.vue.ts'
import { sectionJustice, sectionSuivis } from './suivis.vue.ts'

export function afficherDossier(bureau: SurLeBureau, navigation: Navigation): void {
  const { dossier, membre, cellule } = bureau
  const { volets, recu } = dossier
  const etat = instructionDe(bureau)
  const qui = (id: string) =>
    id === 'auteur' ? 'L’auteur' : (cellule.membres.find((m) => m.id === id)?.nom ?? id)
  if (resteFerme(bureau) && traite(membre.role)) {
    afficherClos(bureau, navigation, qui)
    return
  }
  const resume = section(
    `Dossier ${numeroDe(recu.id)}`,
    fiche([
      [
        'Étape',
        volets.has('N') || volets.has('E')
          ? NOM_DE_L_ETAT[etat.etat]
          : 'Vous n’avez pas la clé de l’instruction',
      ],
      ['Régime', etat.regime ? NOM_DU_REGIME[etat.regime] : 'pas encore fixé'],
      ['Déposé le', francais(recu.jour)],
      ['Votre rôle', NOM_DU_ROLE[membre.role]],
      ['Volets que vous pouvez ouvrir', [...volets.keys()].map((v) => NOM_DU_VOLET[v]).join(', ')],
      [
        'Accords de l’auteur',
        volets.has('E')
          ? etat.accords.map((a) => libelleDe(ACCORDS, a)).join(' ; ') || 'aucun'
          : 'volet fermé',
      ],
    ]),
  )
  const aLire = [
    sectionFaits(bureau),
    sectionSimple(volets.get('I')?.messages, 'Identité', (m) =>
      fiche(Object.entries(corps<{ personne: Record<string, string> }>(m).personne)),
    ),
    sectionSante(bureau, navigation, qui),
    volets.has('E') ? sectionEchanges(bureau, navigation, qui) : null,
    sectionNotes(bureau, qui),
    sectionSimple(volets.get('T')?.messages, 'Transmission à l’employeur', (m) =>
      el(
        'p',
        { class: 'texte-libre' },
        `${francais(m.jour)}, ${qui(m.emetteur)} : ${corps<{ texte?: string }>(m).texte ?? ''}`,
      ),
    ),
  ].filter((partie) => partie !== null)
  const aFaire = [
    sectionConsultations(bureau, qui),
    volets.has('E') && accepte(bureau, NOTER) ? boiteDesGestes(bureau, navigation, etat) : null,
    sectionDelais(bureau, etat),
    ...sectionSuivis(bureau, navigation, etat),
    sectionEnquete(bureau, navigation, etat, qui),
    sectionIdentite(bureau, navigation),
    sectionSuites(bureau, navigation),
    sectionAcces(bureau, navigation, qui),
    sectionExport(bureau, navigation),
  ].filter((partie) => partie !== null)
  montrer(
    'bureau',
    el('p', {}, bouton('Revenir à la liste', navigation.revenir)),
    motDuClos(bureau),
    resume,
    ...(aLire.length > 0
      ? [
          sommaire([...aLire, ...aFaire]),
          el('div', { class: 'dossier-colonnes' }, el('div', {}, ...aLire), el('div', {}, ...aFaire)),
        ]
      : aFaire),
  )
}

/** A closed case that is not open to this member: what is known of it, why it was opened, what ends it; the rest for a motive. */
function afficherClos(bureau: SurLeBureau, navigation: Navigation, qui: (id: string) => string): void {
  const etat = instructionDe(bureau)
  const aLire = [
    sectionConsulter(bureau, navigation, etat),
    sectionConsultations(bureau, qui),
    sectionNotes(bureau, qui),
  ]
  const aFaire = accepte(bureau, NOTER)
    ? [
        boiteDesGestes(bureau, navigation, etat),
        sectionJustice(bureau, navigation, etat),
        sectionAcces(bureau, navigation, qui),
      ]
    : [sectionAcces(bureau, navigation, qui)]
  montrer(
    'bureau',
    el('p', {}, bouton('Revenir à la liste', navigation.revenir)),
    section(`Dossier ${numeroDe(bureau.dossier.recu.id)}`, ficheDuClos(bureau, etat)),
    el(
      'div',
      { class: 'dossier-colonnes' },
      el('div', {}, ...aLire.filter((partie) => partie !== null)),
      el('div', {}, ...aFaire),
    ),
  )
}

function sectionNotes({ dossier }: SurLeBureau, qui: (id: string) => string): HTMLElement | null {
  const notes = dossier.volets.get('N')?.messages ?? []
  if (notes.length === 0) return null
  const lignes = notes.map((m) => {
    const texte = `${francais(m.jour)}, ${qui(m.emetteur)} : ${noteEnClair(corps(m))}`
    return el('li', {}, el('span', { class: 'texte-libre' }, texte))
  })
  return section('Instruction', el('ul', { id: 'instruction' }, ...lignes))
}

function noteEnClair(note: Record<string, unknown>): string {
  const texte = String(note['note'] ?? note['raison'] ?? '')
  if (note['genre'] === 'geste') return `${CYCLE[note['geste'] as 'clore']?.libelle ?? ''}. ${texte}`
  if (note['genre'] === 'protection')
    return `Protection « ${String(note['mesure'])} » : ${NOM_DE_LA_PROTECTION[note['etat'] as 'levee']}. ${texte}`
  if (note['genre'] === 'proposition')
    return `Proposé : ${CYCLE[note['geste'] as 'clore'].libelle.toLowerCase()}. ${texte}`
  if (note['genre'] === 'justice')
    return `${NOM_DE_LA_VOIE[note['voie'] as Voie]} : ${NOM_DE_LA_JUSTICE[note['etat'] as 'engagee'].toLowerCase()}. ${texte}`
  if (note['genre'] === 'accompagnement')
    return `${NOM_DU_SOUTIEN[note['soutien'] as Soutien]} : ${NOM_DE_L_ACCOMPAGNEMENT[note['etat'] as 'propose'].toLowerCase()}. ${texte}`
  if (note['genre'] === 'represailles') return `Représailles traitées. ${texte}`
  if (note['genre'] === 'misEnCause')
    return note['information'] === 'faite'
      ? `Personne mise en cause informée. ${texte}`
      : `Information de la personne mise en cause reportée au ${francais(String(note['jusquAu']))}. ${texte}`
  if (note['genre'] === 'rendezVous') return `Rendez-vous demandé par l’auteur. ${texte}`
  if (note['genre'] === 'relance') return `Employeur relancé. ${texte}`
  if (note['genre'] === 'ouverture')
    return `Dossier clos ouvert jusqu’au ${francais(String(note['jusquAu']))}. ${String(note['motif'])}`
  if (note['genre'] === 'danger') return `Danger grave constaté. ${texte}`
  return texte
}

function sectionSimple(
  messages: readonly Message[] | undefined,
  titre: string,
  dessiner: (m: Message) => HTMLElement,
) {
  return messages && messages.length > 0 ? section(titre, ...messages.map(dessiner)) : null
}

/** What an employer answers, or what a doctor advises it without any diagnosis. Null for the others who read the transmission. */
function sectionSuites(bureau: SurLeBureau, navigation: Navigation): HTMLElement | null {
  const { role } = bureau.membre
  const medecin = role === 'medecin'
  if (!medecin && role !== 'employeur' && role !== 'correspondant') return null
  if (!accepte(bureau, DIRE_LES_SUITES)) return null
  const texte = texteLong()
  return section(
    medecin ? 'Votre avis à l’employeur' : 'Vos suites',
    champ(
      'suites',
      medecin
        ? 'Aménagements ou précautions conseillés, sans diagnostic'
        : 'Mesures prises ou envisagées, et raisons',
      texte,
    ),
    el(
      'div',
      { class: 'actions' },
      bouton(
        'Chiffrer et envoyer',
        () =>
          faire(bureau, navigation, {
            action: 'ecrire',
            ecrits: [
              { volet: 'T', corps: { genre: medecin ? 'avis' : 'suites', texte: texte.value.trim() } },
            ],
          }),
        'primaire',
      ),
    ),
  )
}
