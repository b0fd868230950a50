import { jourDe } from '#shared/dates.ts'
import { aDeux, CYCLE, expliquerRefus, type Geste } from '../../domain/etats.ts'
import {
  type Instruction,
  type Motif,
  NOM_DE_LA_PROTECTION,
  NOM_DU_MOTIF,
  NOM_DU_REGIME,
  SUITES_DE_LA_PROTECTION,
} from '../../domain/instruction.ts'
import { ficheDe } from '../../domain/statistiques.ts'
import { alerte, bouton, champ, dire, direFaute, el, section, texteLong } from '../../navigateur/dom.ts'
import { agir, type SurLeBureau } from '../../protocole/membre.ts'
import { demander } from '../../protocole/serveur.ts'
import { exiger, faire, faitsDe, type Navigation, noter } from '../commun.ts'
import { gestesOfferts } from '../offres.ts'
import { confirme, ordreDuGeste, proposant } from '../ordres.ts'
import { resteFerme } from './clos.vue.ts'

/** The deeds that can be done now, each with its text; two members sign those that end something. */
export function boiteDesGestes(bureau: SurLeBureau, navigation: Navigation, etat: Instruction): HTMLElement {
  const texte = texteLong()
  const { membre } = bureau
  const ferme = resteFerme(bureau)
  const regime = choixDe('regime', NOM_DU_REGIME)
  const motif = choixDe('motif', NOM_DU_MOTIF)
  // Out of scope is the motive of what was judged out of scope; otherwise the one that the first person proposed.
  const irrecevable = etat.etat === 'IRRECEVABLE'
  motif.value = irrecevable ? 'irrecevable' : (etat.motifPropose ?? motif.value)
  motif.disabled = irrecevable
  // Out of scope is judged by two, in its own step: never chosen at a closure, which would erase what was told.
  if (!irrecevable) [...motif.options].find(({ value }) => value === 'irrecevable')?.remove()
  const offerts = gestesOfferts(bureau, etat)
  const boutons = offerts.map((geste) => {
    const second = confirme(bureau, etat, geste)
    const mot = aDeux(geste)
      ? `${second ? 'Confirmer' : 'Proposer'} : ${CYCLE[geste].libelle.toLowerCase()}`
      : CYCLE[geste].libelle
    return bouton(
      mot,
      () => {
        const note = texte.value.trim()
        if (note === '' && !(geste === 'purger'))
          return dire(alerte('alerte', 'Écrivez d’abord ce que vous dites ou décidez, et pourquoi.'))
        const plus = {
          ...(geste === 'declarerRecevable' && { regime: regime.value }),
          ...(geste === 'clore' && { motif: motif.value }),
        }
        return executer(bureau, navigation, etat, { geste, note, plus }, second)
      },
      geste === 'purger' ? 'danger' : 'secondaire',
    )
  })
  const attente = offerts.some((geste) => aDeux(geste) && proposant(bureau, etat, geste) === membre.id)
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
    ferme
      ? null
      : el(
          'p',
          { class: 'aide' },
          'Pour l’accusé de réception, le complément, l’irrecevabilité, l’orientation, le retour et la clôture, ce texte part aussi à l’auteur.',
        ),
    offerts.includes('declarerRecevable') ? champ('regime', 'Régime, si recevable', regime) : null,
    offerts.includes('clore') ? champ('motif', 'Motif de clôture', motif) : null,
    offerts.includes('clore') && etat.proposes.has('clore') && etat.motifPropose
      ? el('p', {}, `Motif proposé : ${NOM_DU_MOTIF[etat.motifPropose]}.`)
      : null,
    irrecevable && !etat.justiceOuverte
      ? el(
          'p',
          { class: 'aide' },
          'Hors du champ : dès que la clôture est confirmée, le récit, les fichiers, l’identité et la santé sont effacés. L’auteur lit encore vos messages quinze jours.',
        )
      : null,
    etat.regime !== null && etat.regime !== 'AVDHAS'
      ? el(
          'p',
          { class: 'aide' },
          'Alerte éthique : ne nommez pas la personne mise en cause à l’employeur avant que les faits soient établis (loi du 9 décembre 2016, art. 9 I).',
        )
      : null,
    etat.transmissionExclue && !etat.dangerGrave
      ? el('p', { class: 'aide' }, expliquerRefus({ code: 'transmission-exclue' }))
      : null,
    el('div', { class: 'actions' }, ...boutons),
    ferme
      ? null
      : el(
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
            exiger(
              texte.value.trim(),
              'Écrivez d’abord les raisons : l’auteur les lira si des faits partent sans son accord.',
              () => noter(bureau, navigation, { genre: 'danger', raison: texte.value.trim() }),
            ),
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

const choixDe = (nom: string, libelles: Readonly<Record<string, string>>): HTMLSelectElement =>
  el(
    'select',
    { class: 'saisie', name: nom },
    ...Object.entries(libelles).map(([value, libelle]) => el('option', { value }, libelle)),
  )

const dernierAccord = ({ dossier }: SurLeBureau): number =>
  dossier.volets
    .get('E')!
    .messages.filter((m) => m.emetteur === 'auteur' && (m.corps as { genre: string }).genre === 'accords')
    .at(-1)?.rang ?? 0

/** Does a step, or proposes it; after an erasure there is no case to show, after a closure its record is sent. */
async function executer(
  bureau: SurLeBureau,
  navigation: Navigation,
  etat: Instruction,
  geste: Readonly<{ geste: Geste; note: string; plus: Readonly<Record<string, string>> }>,
  second: boolean,
): Promise<void> {
  const jour = jourDe(new Date())
  const ordre = ordreDuGeste(bureau, etat, geste, second, jour)
  if (ordre.action === 'effacer') {
    try {
      await agir(bureau, ordre)
      await navigation.revenir()
    } catch (erreur) {
      direFaute(erreur)
    }
    return
  }
  const fait = await faire(bureau, navigation, ordre)
  if (fait && ordre.action === 'clore')
    await envoyerFiche(bureau, { ...etat, motif: (geste.plus['motif'] as Motif | undefined) ?? null }, jour)
}

/** The record of closure: few values, sent apart, tied to no case. */
async function envoyerFiche(bureau: SurLeBureau, instruction: Instruction, jour: string): Promise<void> {
  const { session, cellule } = bureau
  const lu = faitsDe(bureau)
  if (!lu) return
  const fiche = ficheDe({
    jour,
    organisme: cellule.organisme,
    strate: cellule.employeurs.find(({ id }) => id === lu.employeur)?.strate ?? 'inconnue',
    qualite: String(lu.faits['qualite']),
    natures: [lu.faits['nature'] ?? []].flat(),
    canal: lu.canal,
    identite: lu.identite,
    recu: bureau.dossier.recu.jour,
    instruction,
  })
  await demander(session.transport, `/v1/bureau/${cellule.organisme}/statistiques`, {
    methode: 'POST',
    jeton: session.jeton,
    corps: fiche,
  }).catch(direFaute)
}
