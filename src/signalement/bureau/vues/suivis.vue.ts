import { ajouterMois } from '#shared/dates.ts'
import { expliquerRefus, pourquoiRien } from '../../domain/etats.ts'
import type { Instruction } from '../../domain/instruction.ts'
import {
  NOM_DE_LA_JUSTICE,
  NOM_DE_LA_REPONSE,
  NOM_DE_LA_VOIE,
  questionSuivante,
  type ReponseRepresailles,
  SUITES_DE_LA_JUSTICE,
  type Voie,
} from '../../domain/suivis.ts'
import { alerte, bouton, champ, dire, el, section, texteLong } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { corps, exiger, faire, francais, mene, type Navigation, noter, ordreRendezVous } from '../commun.ts'
import { accepte, NOTER, NOTER_ET_DIRE, RELANCER, REPONDRE } from '../offres.ts'
import { sectionAccompagnement } from './accompagnement.vue.ts'

const INFORMATION = {
  faite: 'l’auteur est informé',
  differee: 'information de l’auteur différée',
  due: 'l’auteur n’est pas encore informé',
} as const

/** Justice, reprisals, meeting, person accused, employer who does not answer: what goes on beside the steps. Null for who does not lead the case. */
export function sectionSuivis(bureau: SurLeBureau, navigation: Navigation, etat: Instruction): HTMLElement[] {
  if (!mene(bureau) || !accepte(bureau, NOTER)) return []
  return [
    sectionAccompagnement(bureau, navigation, etat),
    sectionJustice(bureau, navigation, etat),
    represailles(bureau, navigation, etat),
    autres(bureau, navigation, etat),
  ]
}

/** Procedures and where each stands; of a closed case, what keeps it from being erased. */
export function sectionJustice(bureau: SurLeBureau, navigation: Navigation, etat: Instruction): HTMLElement {
  const texte = texteLong(2)
  const differer = el('input', { type: 'checkbox', name: 'differer' })
  const lire = () => texte.value.trim()
  const raisons =
    'Écrivez d’abord les raisons : elles sont gardées, et dites à l’auteur sauf si vous différez.'
  const pas = (voie: Voie, vers: 'envisagee' | 'engagee' | 'terminee') =>
    bouton(`${NOM_DE_LA_VOIE[voie]} : ${NOM_DE_LA_JUSTICE[vers].toLowerCase()}`, () =>
      exiger(lire(), raisons, () => {
        const saisine = voie === 'article40' && vers === 'engagee'
        const informer = saisine && !differer.checked
        return noter(
          bureau,
          navigation,
          {
            genre: 'justice',
            voie,
            etat: vers,
            note: lire(),
            ...(saisine && { information: informer ? 'faite' : 'differee' }),
          },
          informer
            ? {
                genre: 'message',
                texte: `Le procureur de la République est saisi (article 40). Raisons : ${lire()}`,
              }
            : undefined,
        )
      }),
    )
  const procureur = etat.procedures.get('article40')
  // A referral is told to the author in the same deed: of a case that is put away, once it is open.
  const dire40 = accepte(bureau, NOTER_ET_DIRE)
  const boutons = (Object.keys(NOM_DE_LA_VOIE) as Voie[]).flatMap((voie) => {
    const ou = etat.procedures.get(voie)
    const suites = ou ? SUITES_DE_LA_JUSTICE[ou.etat] : (['envisagee', 'engagee'] as const)
    return suites
      .filter((vers) => dire40 || voie !== 'article40' || vers !== 'engagee')
      .map((vers) => pas(voie, vers))
  })
  return section(
    'Justice',
    el(
      'ul',
      { id: 'justice', hidden: etat.procedures.size === 0 },
      ...[...etat.procedures].map(([voie, { etat: ou, depuis, information }]) =>
        el(
          'li',
          {},
          `${NOM_DE_LA_VOIE[voie]} : ${NOM_DE_LA_JUSTICE[ou].toLowerCase()} depuis le ${francais(depuis)}${voie === 'article40' && ou !== 'envisagee' ? `, ${INFORMATION[information]}` : ''}`,
        ),
      ),
    ),
    el(
      'p',
      { class: 'aide' },
      `Un crime ou un délit connu dans l’exercice des fonctions se signale sans délai au procureur (code de procédure pénale, art. 40) ; l’auteur en est informé par écrit, avec les raisons, sauf si cela compromet la procédure. Repères : action disciplinaire, trois ans${etat.faits.has('transmettre') ? ` (jusqu’au ${francais(ajouterMois(etat.faits.get('transmettre')!, 36))} à compter de la transmission)` : ' à compter de la connaissance des faits par l’employeur'} ; délit, six ans à compter des faits.`,
    ),
    champ('raisons-justice', 'Raisons', texte),
    dire40
      ? el(
          'label',
          { class: 'option' },
          differer,
          el('span', {}, 'Différer l’information de l’auteur : elle compromettrait la procédure'),
        )
      : procureur?.etat === 'terminee'
        ? null
        : el(
            'p',
            { class: 'aide' },
            'Pour saisir le procureur, ou en informer l’auteur, ouvrez d’abord ce dossier : ce que vous lui écrivez va dans vos échanges.',
          ),
    el('div', { class: 'actions' }, ...boutons),
    dire40 && procureur?.etat === 'engagee' && procureur.information !== 'faite'
      ? el(
          'div',
          { class: 'actions' },
          bouton('Informer l’auteur de la saisine du procureur', () =>
            exiger(lire(), raisons, () =>
              noter(
                bureau,
                navigation,
                { genre: 'justice', voie: 'article40', etat: 'engagee', information: 'faite', note: lire() },
                {
                  genre: 'message',
                  texte: `Le procureur de la République a été saisi (article 40). Raisons : ${lire()}`,
                },
              ),
            ),
          ),
        )
      : null,
  )
}

function represailles(bureau: SurLeBureau, navigation: Navigation, etat: Instruction): HTMLElement {
  const { represailles: suivi } = etat
  const reponses = bureau.dossier.volets
    .get('E')!
    .messages.filter((m) => m.emetteur === 'auteur' && corps<{ genre: string }>(m).genre === 'represailles')
  const texte = texteLong(2)
  const clos = etat.etat === 'CLOS' || etat.etat === 'ARCHIVE_RESTREINT'
  const prochain = questionSuivante(suivi)
  return section(
    'Représailles',
    suivi.aTraiter === null
      ? null
      : alerte(
          'attention',
          'L’auteur dit subir des représailles : répondez-lui, puis notez ce qui est fait.',
        ),
    reponses.length === 0 && clos ? el('p', {}, 'L’auteur n’en a pas signalé.') : null,
    el(
      'ul',
      { id: 'represailles', hidden: reponses.length === 0 },
      ...reponses.map((m) => {
        const lu = corps<{ reponse: ReponseRepresailles; texte?: string }>(m)
        return el(
          'li',
          { class: 'texte-libre' },
          `${francais(m.jour)} : ${NOM_DE_LA_REPONSE[lu.reponse] ?? ''}${lu.texte ? `. ${lu.texte}` : ''}`,
        )
      }),
    ),
    suivi.arret ? el('p', {}, 'L’auteur ne souhaite plus être interrogé.') : null,
    suivi.enAttente ? el('p', {}, 'Question posée, sans réponse encore.') : null,
    clos || prochain === null || !accepte(bureau, REPONDRE)
      ? null
      : el(
          'div',
          { class: 'actions' },
          bouton(`Demander des nouvelles à l’auteur (${prochain} mois)`, () =>
            faire(bureau, navigation, {
              action: 'ecrire',
              ecrits: [{ volet: 'E', corps: { genre: 'represailles', mois: prochain } }],
            }),
          ),
        ),
    suivi.aTraiter === null ? null : champ('represailles-note', 'Ce qui a été fait', texte),
    suivi.aTraiter === null
      ? null
      : el(
          'div',
          { class: 'actions' },
          bouton('Noter que c’est traité', () =>
            exiger(texte.value.trim(), 'Écrivez d’abord ce qui a été fait.', () =>
              noter(bureau, navigation, {
                genre: 'represailles',
                rang: suivi.aTraiter!,
                note: texte.value.trim(),
              }),
            ),
          ),
        ),
  )
}

function autres(bureau: SurLeBureau, navigation: Navigation, etat: Instruction): HTMLElement {
  const texte = texteLong(2)
  const jusquAu = el('input', { class: 'saisie saisie-court', type: 'date' })
  const lire = () => texte.value.trim()
  const mot = 'Écrivez d’abord ce qui est dit ou décidé.'
  const transmis =
    etat.faits.has('transmettre') && bureau.dossier.volets.has('T') && accepte(bureau, RELANCER)
  const rien = pourquoiRien(etat)
  return section(
    'Rendez-vous, personne mise en cause, employeur',
    champ('suivi', 'Ce qui est dit ou décidé', texte),
    transmis && rien ? el('p', {}, expliquerRefus({ code: rien })) : null,
    champ('report', 'Information de la personne mise en cause : reportée jusqu’au', jusquAu),
    el(
      'div',
      { class: 'actions' },
      bouton('L’auteur demande un rendez-vous', () =>
        faire(bureau, navigation, ordreRendezVous(bureau, lire())),
      ),
      bouton('La personne mise en cause est informée', () =>
        exiger(lire(), mot, () =>
          noter(bureau, navigation, {
            genre: 'misEnCause',
            information: 'faite',
            jusquAu: null,
            note: lire(),
          }),
        ),
      ),
      bouton('Reporter cette information', () =>
        lire() === '' || jusquAu.value === ''
          ? dire(alerte('alerte', 'Écrivez la raison du report et son dernier jour.'))
          : noter(bureau, navigation, {
              genre: 'misEnCause',
              information: 'differee',
              jusquAu: jusquAu.value,
              note: lire(),
            }),
      ),
      transmis && !rien
        ? bouton('Relancer l’employeur', () =>
            exiger(lire(), mot, () =>
              faire(bureau, navigation, {
                action: 'instruire',
                ecrits: [
                  { volet: 'N', corps: { genre: 'relance', note: lire() } },
                  { volet: 'T', corps: { genre: 'relance', texte: lire() } },
                ],
              }),
            ),
          )
        : null,
    ),
  )
}
