import { bureauOuvreClos, finDeLOuverture, lireMotif, MOTIF_MAX, PHRASES_MOTIF } from '../../domain/clos.ts'
import { NOM_DE_L_ETAT } from '../../domain/etats.ts'
import { type Instruction, NOM_DU_MOTIF, NOM_DU_REGIME } from '../../domain/instruction.ts'
import {
  alerte,
  bouton,
  champ,
  dire,
  direFaute,
  el,
  fiche,
  section,
  texteLong,
} from '../../navigateur/dom.ts'
import { consultationsDe, ouvrirClos } from '../../protocole/clos.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { francais, type Navigation } from '../commun.ts'
import { accepte, OUVRIR_LE_CLOS } from '../offres.ts'
import { NOM_DU_VOLET } from './acces.vue.ts'

/** Whether the case on the desk is closed and not open to this member. */
export const resteFerme = ({ dossier }: SurLeBureau): boolean =>
  dossier.recu.clos !== undefined && dossier.recu.clos.ouvertJusquAu === null

/** What is known of a closed case without opening it. */
export function ficheDuClos({ dossier, membre }: SurLeBureau, etat: Instruction): HTMLElement {
  const { recu, volets } = dossier
  const fermes = new Set(
    recu.lecteurs
      .filter((l) => l.dest === membre.id && !volets.has(l.volet))
      .map((l) => NOM_DU_VOLET[l.volet]),
  )
  const purge = recu.echeances.find(({ code }) => code === 'PURGE')
  return fiche([
    ['Étape', NOM_DE_L_ETAT[etat.etat]],
    ['Clos le', etat.derniers.has('clore') ? francais(etat.derniers.get('clore')!) : ''],
    ['Motif de clôture', etat.motif ? NOM_DU_MOTIF[etat.motif] : ''],
    ['Régime', etat.regime ? NOM_DU_REGIME[etat.regime] : 'pas fixé'],
    ['Déposé le', francais(recu.jour)],
    ['À effacer ou à revoir le', purge ? francais(purge.jour) : ''],
    ['Volets fermés', [...fermes].join(', ')],
  ])
}

/** The form that opens a closed case for a motive; for whoever may not, who may. */
export function sectionConsulter(
  bureau: SurLeBureau,
  navigation: Navigation,
  etat: Instruction,
): HTMLElement {
  const { membre, dossier, session } = bureau
  if (!bureauOuvreClos(membre.role, etat.etat))
    return section(
      'Consulter ce dossier clos',
      el(
        'p',
        {},
        'Archive restreinte : les référents seuls l’ouvrent, en écrivant pourquoi. Demandez à l’un d’eux.',
      ),
    )
  if (!accepte(bureau, OUVRIR_LE_CLOS))
    return section(
      'Consulter ce dossier clos',
      el(
        'p',
        {},
        'Vous n’avez pas la clé de l’instruction, où le motif s’écrit. Demandez-la à une personne qui mène le dossier.',
      ),
    )
  const texte = texteLong(3)
  texte.maxLength = MOTIF_MAX
  texte.required = true
  texte.setAttribute('aria-describedby', 'motif-aide')
  const ouvrir = async () => {
    const motif = lireMotif(texte.value)
    texte.removeAttribute('aria-invalid')
    if (!motif.ok) {
      texte.setAttribute('aria-invalid', 'true')
      dire(alerte('alerte', PHRASES_MOTIF[motif.refus]))
      texte.focus()
      return
    }
    dire(el('p', {}, 'Chiffrement du motif sur votre appareil…'))
    try {
      await ouvrirClos(bureau, motif.valeur)
      dire()
      await navigation.relire()
    } catch (erreur) {
      direFaute(erreur)
    }
  }
  return section(
    'Consulter ce dossier clos',
    dossier.recu.tour === 'cellule'
      ? alerte('info', 'L’auteur a écrit depuis votre dernier message : ouvrez le dossier pour le lire.')
      : null,
    el(
      'p',
      {},
      'Ce dossier est rangé. Sans l’ouvrir, vous voyez son étape, ses délais et les notes de la cellule ; le récit, les échanges et l’enquête se relisent pour une raison, que vous écrivez.',
    ),
    champ('motif-consultation', 'Motif de la consultation', texte),
    el(
      'p',
      { class: 'aide', id: 'motif-aide' },
      `Obligatoire. Il est chiffré, et les membres de la cellule le liront ici. Le journal garde votre nom et le jour ; l’auteur voit que son dossier a été consulté. Le dossier vous est ouvert, à vous seulement, jusqu’au ${francais(finDeLOuverture(session.jour))} inclus.`,
    ),
    el('div', { class: 'actions' }, bouton('Ouvrir pour consulter', ouvrir, 'primaire')),
  )
}

/** Who opened it, when and why: the signed journal, and the motive that it names. Null for who does not read the notes of the cell. */
export function sectionConsultations(bureau: SurLeBureau, qui: (id: string) => string): HTMLElement | null {
  if (!bureau.dossier.recu.clos || !bureau.dossier.volets.has('N')) return null
  const lues = consultationsDe(bureau)
  return section(
    'Consultations de ce dossier',
    lues.length === 0
      ? el('p', {}, 'Personne ne l’a ouvert depuis sa clôture.')
      : el(
          'ul',
          { id: 'consultations' },
          ...lues.map(({ jour, acteur, motif, juste }) =>
            el(
              'li',
              {},
              el(
                'span',
                { class: 'texte-libre' },
                `${francais(jour)}, ${qui(acteur)} : ${motif ?? 'motif illisible'}`,
              ),
              juste
                ? null
                : el(
                    'strong',
                    {},
                    ' Cette ligne du journal ou son motif a été modifié : prévenez qui exploite l’application.',
                  ),
            ),
          ),
        ),
  )
}

/** Above a closed case that is open to this member, or of which she is served her own thread alone. */
export function motDuClos({ dossier, membre }: SurLeBureau): HTMLElement | null {
  const { clos } = dossier.recu
  if (!clos) return null
  return clos.ouvertJusquAu
    ? alerte(
        'info',
        `Dossier clos, ouvert à vous jusqu’au ${francais(clos.ouvertJusquAu)} inclus pour le motif que vous avez écrit.`,
      )
    : alerte(
        'info',
        'Ce dossier est clos.',
        el(
          'p',
          {},
          membre.role === 'gardien'
            ? 'L’identité ne se rouvre que si une personne référente la demande.'
            : 'Vous n’en voyez plus que ce qui vous est propre.',
        ),
      )
}
