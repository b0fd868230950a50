import { jourDe } from '#shared/dates.ts'
import { type Code, echeanceDe, REGLES } from '../../domain/echeances.ts'
import { aDeux, CYCLE, expliquerRefus, type Geste, grossier } from '../../domain/etats.ts'
import { regleDePurge } from '../../domain/horloges.ts'
import {
  gestesPermis,
  type Instruction,
  type Motif,
  NOM_DE_LA_PROTECTION,
  NOM_DU_MOTIF,
  NOM_DU_REGIME,
  SUITES_DE_LA_PROTECTION,
} from '../../domain/instruction.ts'
import { ficheDe } from '../../domain/statistiques.ts'
import { alerte, bouton, champ, dire, direFaute, el, section, texteLong } from '../../navigateur/dom.ts'
import { agir, type Ordre, type SurLeBureau } from '../../protocole/membre.ts'
import { demander } from '../../protocole/serveur.ts'
import { calendrierDe, exiger, faire, faitsDe, type Navigation, noter } from '../commun.ts'
import { resteFerme } from './clos.vue.ts'

/** What the author may still do when a cell says no: always told (loi 2016-1691, art. 8 II; CGFP R135-1). */
const AUTRES_VOIES =
  'Autres voies : votre employeur, un autre Centre de gestion, le Défenseur des droits (39 28), le procureur de la République.'

/** What a deed says to the author; null: nothing. */
function texteALAuteur(geste: Geste, note: string, etat: Instruction): string | null {
  if (geste === 'declarerIrrecevable') return `${note}\n\n${AUTRES_VOIES}`
  if (geste === 'transmettre' && !etat.accordTransmission)
    return `Des faits sont transmis à votre employeur sans votre accord : deux personnes de la cellule ont constaté un danger grave. Leurs raisons : ${etat.dangers.join(' ; ')}`
  return ECRIT_A_L_AUTEUR.includes(geste) ? note : null
}

/** Deeds whose text goes to the author too: a right of hers, not a courtesy. */
const ECRIT_A_L_AUTEUR: readonly Geste[] = [
  'accuser',
  'demanderComplement',
  'orienter',
  'faireRetour',
  'clore',
]

/** The deeds that can be done now, each with its text; two members sign those that end something. */
export function boiteDesGestes(bureau: SurLeBureau, navigation: Navigation, etat: Instruction): HTMLElement {
  const texte = texteLong()
  const aujourdhui = jourDe(new Date())
  const { dossier, membre } = bureau
  const ferme = resteFerme(bureau)
  const regime = choixDe('regime', NOM_DU_REGIME)
  const motif = choixDe('motif', NOM_DU_MOTIF)
  // Out of scope is the motive of what was judged out of scope; otherwise the one that the first person proposed.
  const irrecevable = etat.etat === 'IRRECEVABLE'
  motif.value = irrecevable ? 'irrecevable' : (etat.motifPropose ?? motif.value)
  motif.disabled = irrecevable
  // Out of scope is judged by two, in its own step: never chosen at a closure, which would erase what was told.
  if (!irrecevable) [...motif.options].find(({ value }) => value === 'irrecevable')?.remove()
  const propose = (geste: 'clore' | 'purger') => dossier.recu.doubleLecture.find((d) => d.geste === geste)
  const boutons = gestesPermis(etat).map((geste) => {
    const premier = geste === 'clore' || geste === 'purger' ? propose(geste)?.par : etat.proposes.get(geste)
    const confirme = premier !== undefined && premier !== membre.id
    const mot = aDeux(geste)
      ? `${confirme ? 'Confirmer' : 'Proposer'} : ${CYCLE[geste].libelle.toLowerCase()}`
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
        return executer(bureau, navigation, etat, { geste, note, plus }, confirme, aujourdhui)
      },
      geste === 'purger' ? 'danger' : 'secondaire',
    )
  })
  const attente =
    (['clore', 'purger'] as const).some(
      (geste) => gestesPermis(etat).includes(geste) && propose(geste)?.par === membre.id,
    ) || [...etat.proposes.values()].includes(membre.id)
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
    gestesPermis(etat).includes('declarerRecevable') ? champ('regime', 'Régime, si recevable', regime) : null,
    gestesPermis(etat).includes('clore') ? champ('motif', 'Motif de clôture', motif) : null,
    gestesPermis(etat).includes('clore') && etat.proposes.has('clore') && etat.motifPropose
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

/** What each deed does besides: days fixed or started, text to the author, coarse state. */
async function executer(
  bureau: SurLeBureau,
  navigation: Navigation,
  etat: Instruction,
  { geste, note, plus }: Readonly<{ geste: Geste; note: string; plus: Readonly<Record<string, string>> }>,
  confirme: boolean,
  jour: string,
): Promise<void> {
  const calendrier = calendrierDe(bureau)
  const echue = (code: Code, fait = false) => ({
    code: REGLES[code].serveur,
    jour: echeanceDe(code, jour, calendrier),
    fait,
  })
  const ecrits: NonNullable<Ordre['ecrits']>[number][] = [
    { volet: 'N', corps: { genre: 'geste', geste, note, ...plus } },
  ]
  const dit = texteALAuteur(geste, note, etat)
  if (dit !== null) ecrits.push({ volet: 'E', corps: { genre: 'message', texte: dit } })
  if (geste === 'transmettre') ecrits.push({ volet: 'T', corps: { genre: 'fiche', texte: note } })
  if (aDeux(geste) && !confirme) {
    await faire(bureau, navigation, {
      action:
        geste === 'clore' ? 'proposer-cloture' : geste === 'purger' ? 'proposer-effacement' : 'instruire',
      ecrits: [{ volet: 'N', corps: { genre: 'proposition', geste, note, ...plus } }],
    })
    return
  }
  const regle = regleDePurge((plus['motif'] as Motif | undefined) ?? null, etat.justiceOuverte)
  const faite = (code: string) =>
    bureau.dossier.recu.echeances
      .filter((e) => e.code === code)
      .map((e) => ({ code, jour: e.jour, fait: true }))
  const echeances: Partial<Record<Geste, Ordre['echeances']>> = {
    accuser: [...faite('AR'), echue('RETOUR_3M')],
    noterEntretien: faite('RDV'),
    ouvrirEnquete: faite('ENQUETE'),
    faireRetour: faite('RETOUR'),
    clore: [...['AR', 'RETOUR', 'ENQUETE', 'RELANCE', 'RDV'].flatMap(faite), echue(regle)],
    archiver: [echue('PURGE_AVEC_SUITE')],
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
    oublier: geste === 'clore' && etat.etat === 'IRRECEVABLE',
  })
  if (fait && geste === 'clore')
    await envoyerFiche(bureau, { ...etat, motif: (plus['motif'] as Motif | undefined) ?? null }, jour)
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
