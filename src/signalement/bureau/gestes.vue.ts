import { jourDe } from '#shared/dates.ts'
import { type Code, echeanceDe, REGLES } from '../domain/echeances.ts'
import { aDeux, CYCLE, type Geste, grossier } from '../domain/etats.ts'
import {
  gestesPermis,
  type Instruction,
  NOM_DE_LA_PROTECTION,
  SUITES_DE_LA_PROTECTION,
} from '../domain/instruction.ts'
import type { Fiche } from '../domain/statistiques.ts'
import { alerte, bouton, champ, dire, direFaute, el, section, texteLong } from '../navigateur/dom.ts'
import { agir, type Ordre, type SurLeBureau } from '../protocole/membre.ts'
import { demander } from '../protocole/serveur.ts'
import { faire, faitsDe, type Navigation } from './commun.ts'

/** Deeds whose text goes to the author too: a right of hers, not a courtesy. */
const ECRIT_A_L_AUTEUR: readonly Geste[] = [
  'accuser',
  'demanderComplement',
  'declarerIrrecevable',
  'orienter',
  'faireRetour',
  'clore',
]

/** The deeds that can be done now, each with its text; two members sign those that end something. */
export function boiteDesGestes(bureau: SurLeBureau, navigation: Navigation, etat: Instruction): HTMLElement {
  const texte = texteLong()
  const aujourdhui = jourDe(new Date())
  const { dossier, membre } = bureau
  const propose = (geste: 'clore' | 'purger') => dossier.recu.doubleLecture.find((d) => d.geste === geste)
  const boutons = gestesPermis(etat).map((geste) => {
    const premier = geste === 'clore' || geste === 'purger' ? propose(geste) : undefined
    const confirme = premier !== undefined && premier.par !== membre.id
    const mot =
      aDeux(geste) && (geste === 'clore' || geste === 'purger')
        ? `${confirme ? 'Confirmer' : 'Proposer'} : ${CYCLE[geste].libelle.toLowerCase()}`
        : CYCLE[geste].libelle
    return bouton(
      mot,
      () => {
        const note = texte.value.trim()
        if (note === '' && !(geste === 'purger'))
          return dire(alerte('alerte', 'Écrivez d’abord ce que vous dites ou décidez, et pourquoi.'))
        return executer(bureau, navigation, geste, note, confirme, aujourdhui)
      },
      geste === 'purger' ? 'danger' : 'secondaire',
    )
  })
  const attente = (['clore', 'purger'] as const).map(propose).find((d) => d?.par === membre.id)
  const protections = [...etat.protections].flatMap(([mesure, ou]) =>
    SUITES_DE_LA_PROTECTION[ou].map((vers) =>
      bouton(`${mesure} : ${NOM_DE_LA_PROTECTION[vers].toLowerCase()}`, () =>
        noter(bureau, navigation, { genre: 'protection', mesure, etat: vers, note: texte.value.trim() }),
      ),
    ),
  )
  return section(
    'Agir',
    attente
      ? el('p', {}, 'Vous avez proposé ce geste : une autre personne de la cellule doit le confirmer.')
      : null,
    champ('decision', 'Ce que vous dites ou décidez', texte),
    el(
      'p',
      { class: 'aide' },
      'Pour l’accusé de réception, le complément, l’orientation, le retour et la clôture, ce texte part aussi à l’auteur.',
    ),
    el('div', { class: 'actions' }, ...boutons),
    el(
      'div',
      { class: 'actions' },
      bouton('Proposer une mesure de protection', () =>
        noter(bureau, navigation, {
          genre: 'protection',
          mesure: texte.value.trim().slice(0, 80) || 'Éloignement de la personne en cause',
          etat: 'proposee',
          note: '',
        }),
      ),
      ...protections,
      bouton('Constater un danger grave', () =>
        noter(bureau, navigation, { genre: 'danger', raison: texte.value.trim() }),
      ),
      bouton(etat.autoriteEnCause ? 'L’autorité n’est pas en cause' : 'L’autorité est en cause', () =>
        noter(bureau, navigation, {
          genre: 'autorite',
          enCause: !etat.autoriteEnCause,
          note: texte.value.trim(),
        }),
      ),
      etat.accordEnAttente
        ? bouton('Prendre en compte les nouveaux accords', () =>
            noter(bureau, navigation, { genre: 'accords', rang: dernierAccord(bureau), note: '' }),
          )
        : null,
      bouton('Noter pour la cellule', () =>
        noter(bureau, navigation, { genre: 'note', note: texte.value.trim() }),
      ),
    ),
  )
}

const dernierAccord = ({ dossier }: SurLeBureau): number =>
  dossier.volets
    .get('E')!
    .messages.filter((m) => m.emetteur === 'auteur' && (m.corps as { genre: string }).genre === 'accords')
    .at(-1)?.rang ?? 0

const noter = (
  bureau: SurLeBureau,
  navigation: Navigation,
  corps: Record<string, string | number | boolean>,
) => faire(bureau, navigation, { action: 'instruire', ecrits: [{ volet: 'N', corps }] })

/** What each deed does besides: days fixed or started, text to the author, coarse state. */
async function executer(
  bureau: SurLeBureau,
  navigation: Navigation,
  geste: Geste,
  note: string,
  confirme: boolean,
  jour: string,
): Promise<void> {
  const calendrier = {}
  const echue = (code: Code, fait = false) => ({
    code: REGLES[code].serveur,
    jour: echeanceDe(code, jour, calendrier),
    fait,
  })
  const ecrits: NonNullable<Ordre['ecrits']>[number][] = [
    { volet: 'N', corps: { genre: 'geste', geste, note } },
  ]
  if (ECRIT_A_L_AUTEUR.includes(geste)) ecrits.push({ volet: 'E', corps: { genre: 'message', texte: note } })
  if (geste === 'transmettre') ecrits.push({ volet: 'T', corps: { genre: 'fiche', texte: note } })
  if ((geste === 'clore' || geste === 'purger') && !confirme) {
    await faire(bureau, navigation, {
      action: geste === 'clore' ? 'proposer-cloture' : 'proposer-effacement',
      ecrits: [
        {
          volet: 'N',
          corps: { genre: 'note', note: `Proposition : ${CYCLE[geste].libelle.toLowerCase()}. ${note}` },
        },
      ],
    })
    return
  }
  const faite = (code: string) =>
    bureau.dossier.recu.echeances
      .filter((e) => e.code === code)
      .map((e) => ({ code, jour: e.jour, fait: true }))
  const echeances: Partial<Record<Geste, Ordre['echeances']>> = {
    accuser: [...faite('AR'), echue('RETOUR_3M')],
    demanderComplement: [{ code: 'RELANCE', jour: echeanceDe('PURGE_HORS_CHAMP', jour), fait: false }],
    transmettre: [echue('SUITES_EMPLOYEUR')],
    ouvrirEnquete: faite('ENQUETE'),
    faireRetour: faite('RETOUR'),
    clore: [...['AR', 'RETOUR', 'ENQUETE', 'RELANCE', 'RDV'].flatMap(faite), echue('PURGE_SANS_SUITE')],
  }
  const action =
    geste === 'accuser'
      ? 'accuser'
      : geste === 'clore'
        ? 'clore'
        : geste === 'purger'
          ? 'effacer'
          : 'instruire'
  if (geste === 'purger') {
    try {
      await agir(bureau, { action, vers: 'PURGE' })
      await navigation.revenir()
    } catch (erreur) {
      direFaute(erreur)
    }
    return
  }
  const fait = await faire(bureau, navigation, {
    action,
    vers: grossier(CYCLE[geste].vers),
    echeances: echeances[geste] ?? [],
    ecrits,
  })
  if (fait && geste === 'clore') await envoyerFiche(bureau, jour)
}

/** The record of closure: few values, sent apart, tied to no case. */
async function envoyerFiche(bureau: SurLeBureau, jour: string): Promise<void> {
  const { session, cellule } = bureau
  const lu = faitsDe(bureau)
  if (!lu) return
  const fiche: Fiche = {
    annee: Number(jour.slice(0, 4)),
    organisme: cellule.organisme,
    strate: cellule.employeurs.find(({ id }) => id === lu.employeur)?.strate ?? 'inconnue',
    qualite: String(lu.faits['qualite']),
    nature: String([lu.faits['nature']].flat()[0]),
    canal: 'ligne',
    identite: lu.identite,
    recevable: 'oui',
    enquete: 'non',
    issue: 'clos',
  }
  await demander(session.transport, `/v1/bureau/${cellule.organisme}/statistiques`, {
    methode: 'POST',
    jeton: session.jeton,
    corps: fiche,
  }).catch(direFaute)
}
