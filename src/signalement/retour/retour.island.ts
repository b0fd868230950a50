// The author's return: words, thread, reply, consents, identity. Nothing of it is kept outside this tab.
import { Refus } from '@maillage/coffre'
import { jourDe } from '#shared/dates.ts'
import { NOM_DU_ROLE } from '../domain/acces.ts'
import { type CodeServeur, NOM_DU_CODE } from '../domain/echeances.ts'
import { francais } from '../domain/jour.ts'
import { ACCORDS, libelleDe } from '../domain/listes.ts'
import { NOM_DE_LA_REPONSE, RENOUVELEES } from '../domain/suivis.ts'
import {
  alerte,
  bouton,
  champ,
  dire,
  direFaute,
  el,
  montrer,
  section,
  texteLong,
  trouver,
} from '../navigateur/dom.ts'
import { poserSortie } from '../navigateur/sortie.ts'
import { envoyer, type Retour, relire } from '../protocole/auteur.ts'
import { rouvrir } from '../protocole/renouveler.ts'
import { numeroDe } from '../protocole/sceller-depot.ts'
import { parHttp } from '../protocole/serveur.ts'
import { sectionRetrait, sectionsDesDecisions } from './decisions.vue.ts'
import {
  type Corps,
  filsDeSante,
  procesVerbaux,
  type Suite,
  sectionPiece,
  sectionRendezVous,
  sectionRepresailles,
  sectionTransfert,
  sectionTransmission,
} from './supplements.vue.ts'
import { sectionTrace } from './trace.vue.ts'

const transport = parHttp('')
const formulaire = trouver<HTMLFormElement>('mots')
const aujourdhui = () => jourDe(new Date())

poserSortie()
formulaire.addEventListener('submit', (evenement) => {
  evenement.preventDefault()
  const saisie = (formulaire.elements.namedItem('mots') as HTMLTextAreaElement).value
  dire(el('p', {}, 'Ouverture sur votre appareil…'))
  rouvrir(transport, saisie, location.host, aujourdhui()).then(
    (retour) => {
      formulaire.remove()
      dire()
      afficher(retour)
    },
    (erreur: unknown) =>
      erreur instanceof Refus && erreur.soupcons.length > 0 ? direSoupcons(erreur) : direFaute(erreur),
  )
})

/** Which word is likely wrong, and what it may be. */
function direSoupcons({ message, soupcons }: Refus): void {
  dire(
    alerte(
      'alerte',
      message,
      el(
        'ul',
        {},
        ...soupcons.map(({ position, mot, propositions }) =>
          el(
            'li',
            {},
            `Mot n° ${position}, « ${mot} » : ${propositions.length > 0 ? `peut-être ${propositions.join(', ')}` : 'aucun mot proche dans la liste'}.`,
          ),
        ),
      ),
    ),
  )
}

const PHRASE_ETAT: Readonly<Record<string, string>> = {
  RECU: 'Reçu. Une personne de la cellule doit accuser réception.',
  ACCUSE: 'Reçu et lu par une personne de la cellule.',
  EN_COURS: 'En cours de traitement.',
  CLOS: 'Clos. Lisez le dernier message : il dit pourquoi.',
}

const suite: Suite = { agir: (...demande) => agir(...demande), afficher: (retour) => afficher(retour) }

function afficher(retour: Retour): void {
  const { dossier, cellule } = retour
  const { recu } = dossier
  const echanges = dossier.volets.get('E')?.messages ?? []
  const qui = (id: string) =>
    id === 'auteur' ? 'Vous' : NOM_DU_ROLE[cellule.membres.find((m) => m.id === id)?.role ?? 'referent']
  const lecteurs = [...new Set(recu.lecteurs.map(({ dest }) => dest))].filter(
    (id) => id !== 'auteur' && id !== 'sequestre',
  )
  const texte = texteLong()
  // Out of scope: what was told is erased, the exchanges stay readable a while.
  const efface = !dossier.volets.has('R')
  const effacement = recu.echeances.find(({ code }) => code === 'PURGE')?.jour
  montrer(
    'dossier',
    section(
      'Où en est votre dossier',
      el(
        'p',
        {},
        `${PHRASE_ETAT[recu.etat] ?? ''} Numéro ${numeroDe(recu.id)}, déposé le ${francais(recu.jour)}.`,
      ),
      el(
        'p',
        {},
        recu.tour === 'cellule'
          ? 'La cellule doit vous répondre.'
          : 'La cellule attend votre réponse, ou vous a répondu.',
      ),
      el(
        'ul',
        {},
        ...recu.echeances
          .filter(({ fait, code }) => !fait && code !== 'PURGE')
          .map(({ code, jour }) =>
            el('li', {}, `${NOM_DU_CODE[code as CodeServeur]} : au plus tard le ${francais(jour)}`),
          ),
      ),
      efface
        ? el(
            'p',
            {},
            `Votre signalement a été jugé hors du champ du dispositif : votre récit, vos fichiers, votre identité et votre santé sont effacés. Les messages restent lisibles${effacement ? ` jusqu’au ${francais(effacement)}` : ' quinze jours'}.`,
          )
        : null,
      el('p', {}, `Peuvent lire une partie de votre dossier : ${lecteurs.map(qui).join(', ')}.`),
    ),
    section(
      'Échanges',
      el(
        'ol',
        { id: 'fil', class: 'liste-lignes' },
        ...echanges.flatMap(({ emetteur, jour, corps }) => {
          const phrase = phraseDe(corps as Corps)
          return phrase
            ? [
                el(
                  'li',
                  {},
                  el(
                    'div',
                    { class: 'ligne-corps' },
                    el('p', { class: 'detail' }, `${qui(emetteur)}, le ${francais(jour)}`),
                    el('p', { class: 'texte-libre' }, phrase),
                  ),
                ),
              ]
            : []
        }),
      ),
      champ('reponse', 'Votre message', texte),
      el(
        'div',
        { class: 'actions' },
        bouton(
          'Chiffrer et envoyer',
          () =>
            agir(
              retour,
              () =>
                envoyer(retour, 'ecrire', [
                  { volet: 'E', corps: { genre: 'message', texte: texte.value.trim() } },
                ]),
              texte.value.trim() !== '' || 'Écrivez votre message d’abord.',
            ),
          'primaire',
        ),
      ),
    ),
    ...procesVerbaux(retour, suite),
    ...sectionRepresailles(retour, suite),
    ...sectionTransmission(retour, qui),
    ...filsDeSante(retour, suite, qui),
    ...(efface
      ? []
      : [
          sectionPiece(retour, suite),
          sectionRendezVous(retour, suite),
          ...sectionsDesDecisions(retour, suite),
          sectionTransfert(retour, suite),
        ]),
    sectionTrace(retour, qui),
    efface ? null : sectionRetrait(retour, suite),
  )
}

function phraseDe({ genre, texte, accords, mois, reponse }: Corps): string | null {
  switch (genre) {
    case 'message':
      return texte ?? ''
    case 'accords':
      return `Accords : ${accords?.map((a) => libelleDe(ACCORDS, a)).join(' ; ') || 'aucun'}.`
    case 'identite-demandee':
      return `La cellule a demandé l’ouverture de votre identité. Motif : ${texte ?? ''}`
    case 'pv':
      return `Procès-verbal à relire : ${texte ?? ''}`
    case 'pv-approuve':
      return 'Procès-verbal approuvé.'
    case 'pv-corrige':
      return `Procès-verbal à rectifier : ${texte ?? ''}`
    case 'rendez-vous':
      return `Rendez-vous demandé. ${texte ?? ''}`
    case 'represailles':
      return reponse
        ? `${NOM_DE_LA_REPONSE[reponse]}. ${texte ?? ''}`
        : `La cellule demande, ${mois} mois après, si vous subissez des représailles.`
    case 'renouvellement':
      return RENOUVELEES
    case 'transfert':
      return 'Dossier envoyé à un autre Centre de gestion.'
    case 'identite-dite':
      return 'Identité dite à la cellule.'
    case 'retrait':
      return 'Retrait demandé.'
    default:
      return null
  }
}

async function agir(retour: Retour, faire: () => Promise<void>, pret: true | string = true): Promise<void> {
  if (pret !== true) return dire(alerte('alerte', pret))
  dire(el('p', {}, 'Chiffrement sur votre appareil…'))
  try {
    await faire()
    afficher(await relire(transport, retour.jeton, retour.cles, aujourdhui()))
    dire(alerte('ok', 'C’est envoyé, chiffré.'))
  } catch (erreur) {
    direFaute(erreur)
  }
}
