// Plays the working groups through the use cases of the application, at the dates they would have had.

import { ouvrirFlux } from '../../../src/modules/groupes/agenda/tenir-flux.ts'
import { proposerGroupe } from '../../../src/modules/groupes/cadre/cadrer.ts'
import { conduireGroupe } from '../../../src/modules/groupes/cadre/conduire.ts'
import { ouvrirFil, repondreAuFil } from '../../../src/modules/groupes/discussion/discuter.ts'
import type { Geste } from '../../../src/modules/groupes/domain/cycle.ts'
import { findGroupe } from '../../../src/modules/groupes/groupes.queries.ts'
import { inscrireLigne } from '../../../src/modules/groupes/qui-fait-quoi/inscrire.ts'
import type { Base } from '../../../src/platform/base/base.ts'
import type { Acteur } from '../../../src/shared/acteur.ts'
import { ajouterJours, instantParis, jourDe } from '../../../src/shared/dates.ts'
import { idStable } from '../../../src/shared/ids.ts'
import {
  allureDuProjet,
  type GroupeDemo,
  grandOuestGroupes,
  hdfGroupes,
  pdlGroupes,
} from '../../donnees/groupes.ts'
import { bretagneGroupes } from '../../donnees/groupes-bretagne.ts'
import type { Scene } from '../../installer.ts'
import { voulu } from '../jouer.ts'
import { envoi, reunir, sieger } from './tenir-groupe.ts'

const FICTIF = 'Sièges, réunions et échanges fictifs'
const parCooperation: Readonly<Record<string, readonly GroupeDemo[]>> = {
  bretagne: bretagneGroupes,
  pdl: pdlGroupes,
  hdf: hdfGroupes,
  'grand-ouest': grandOuestGroupes,
}

/** Groups of one cooperation, and its directory. */
export async function histoireGroupes(
  base: Base,
  cle: string,
  scene: Scene,
  maintenant: Date,
): Promise<void> {
  const demos = cle === 'centre' ? await vingtProjets(base, scene) : (parCooperation[cle] ?? [])
  for (const demo of demos) await jouerGroupe(base, scene, demo, maintenant)
  if (cle !== 'grand-ouest') await remplirAnnuaire(base, scene, maintenant)
  voulu(await ouvrirFlux(base, scene.coordination, maintenant))
}

/** « Vingt projets […], avec autant de groupes de travail »: one group for each action. */
async function vingtProjets(base: Base, scene: Scene): Promise<GroupeDemo[]> {
  const codes = Object.keys(scene.organismes)
  const actions = await base.enTantQue(scene.coordination, (tx) =>
    tx
      .selectFrom('action as a')
      .innerJoin('chef_de_file as c', 'c.action_id', 'a.id')
      .select(['a.titre', 'c.organisme_id'])
      .where('c.au', 'is', null)
      .orderBy('a.code')
      .execute(),
  )
  return actions.map(({ titre, organisme_id }, rang) => ({
    nom: `Projet : ${titre}`,
    type: 'projet',
    objet: 'Préparer le projet et le faire avancer dans les trois départements.',
    livrable: 'Une proposition commune aux trois départements (fictif).',
    pilote: codes.find((code) => scene.organismes[code] === organisme_id)!,
    actions: [titre],
    mandat: 'Convention de coopération des trois départements (référence fictive)',
    ouvert: true,
    source: 'Club RH d’Orléans, 10 octobre 2013 : 20 projets, avec autant de groupes de travail.',
    ...allureDuProjet(rang),
  }))
}

async function jouerGroupe(base: Base, scene: Scene, demo: GroupeDemo, maintenant: Date): Promise<void> {
  const aujourdhui = jourDe(maintenant)
  const le = (jours: number, heure = '10:00') => instantParis(ajouterJours(aujourdhui, jours), heure)
  const debut = le((demo.mandateLe ?? -6) - 4)
  const codes = demo.avec ?? Object.keys(scene.organismes)
  const pilote = scene.acteur(demo.pilote, 'direction')
  const actions = await base.enTantQue(scene.coordination, (tx) =>
    tx.selectFrom('action').select(['id', 'titre']).execute(),
  )
  const { id } = voulu(
    await proposerGroupe(
      base,
      scene.coordination,
      {
        nom: demo.nom,
        type: demo.type,
        objet: demo.objet,
        livrable: demo.livrable,
        moyens: '',
        visio: demo.ouvert ? `https://visio.exemple.invalid/${idStable(demo.nom).slice(0, 8)}` : '',
        source: demo.source ?? '',
        pilotes: [pilote.personneId],
        participants: codes.map((code) => scene.organismes[code]!),
        actions: actions
          .filter(({ titre }) => demo.actions.some((debutTitre) => titre.startsWith(debutTitre)))
          .map((action) => action.id),
      },
      undefined,
      debut,
      FICTIF,
    ),
  )
  const lire = (quand: Date) =>
    base.enTantQue(scene.coordination, async (tx) => (await findGroupe(tx, id, quand))!)
  const faire = async (acteur: Acteur, geste: Geste, quand: Date, bilan = '', livrableRemis = false) =>
    voulu(
      await conduireGroupe(
        base,
        acteur,
        id,
        geste,
        (await lire(quand)).version,
        {
          decisionId: null,
          mandat: demo.mandat,
          echeance: ajouterJours(aujourdhui, demo.echeance),
          bilan,
          livrableRemis,
          motif: '',
        },
        quand,
      ),
    )
  for (const code of codes)
    if (!demo.sansReferent?.includes(code)) await sieger(base, scene, demo, id, code, debut, aujourdhui)
  if (demo.mandateLe === null) return
  await faire(scene.coordination, 'mandater', le(demo.mandateLe))
  if (!demo.ouvert) return
  await faire(pilote, 'demarrer', le(demo.mandateLe + 1))
  for (const reunion of demo.reunions ?? []) await reunir(base, pilote, id, reunion, le, lire)
  if (demo.fil) {
    const { jour, titre, messages } = demo.fil
    const [premier, ...suite] = messages
    const { id: filId } = voulu(
      await ouvrirFil(
        base,
        envoi,
        scene.acteur(premier![0], 'direction'),
        id,
        { titre, texte: premier![1], appeles: [] },
        undefined,
        le(jour),
        'fictif',
      ),
    )
    for (const [rang, [code, texte]] of suite.entries())
      voulu(
        await repondreAuFil(
          base,
          envoi,
          scene.acteur(code, 'direction'),
          filId,
          { texte, appeles: [] },
          undefined,
          le(jour + rang, '15:20'),
          'fictif',
        ),
      )
  }
  if (demo.clos) await faire(pilote, 'clore', le(demo.clos.jour), demo.clos.bilan, demo.clos.livrableRemis)
}

const SUJETS = ['Retraite', 'Conseil médical', 'Concours', 'Prévoyance', 'Référent déontologue', 'Paie']
const SUJETS_CENTRE = ['Groupements de commandes', 'Formation', 'Prévention', 'Mobilité des agents']

/** Each member says who to ask, for some subjects only: holes are part of the picture. */
async function remplirAnnuaire(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const codes = Object.keys(scene.organismes)
  const sujets = codes.some((code) => code.startsWith('dep')) ? SUJETS_CENTRE : SUJETS
  for (const [m, code] of codes.entries()) {
    const acteur = scene.acteur(code, 'direction')
    for (const [s, sujet] of sujets.entries())
      if ((m + s) % 4 !== 3)
        voulu(
          await inscrireLigne(
            base,
            acteur,
            { sujet, personne: acteur.personneId, role: 'Point d’entrée' },
            undefined,
            maintenant,
            'fictif',
          ),
        )
  }
}
