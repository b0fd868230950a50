import { sql } from 'kysely'
import { analyser } from '../../src/modules/achats/analyse/analyser.ts'
import { HYPOTHESE, jourDesPrix } from '../../src/modules/achats/analyse/chiffrer.ts'
import { scellerChiffrage } from '../../src/modules/achats/analyse/noter.ts'
import { ouvrirPopulations } from '../../src/modules/achats/analyse/population.ts'
import { CRITERES_PROPOSES } from '../../src/modules/achats/domain/criteres.ts'
import {
  etatDuRecensement,
  findMarche,
  listOffresNotees,
} from '../../src/modules/achats/marche/marche.queries.ts'
import { empreinteDe } from '../../src/modules/achats/marche/tenir-offres.ts'
import type { Base, Tx } from '../../src/platform/base/base.ts'
import { horlogeParis, jourDe } from '../../src/shared/dates.ts'
import { idStable } from '../../src/shared/ids.ts'
import { accord, attribution, candidats, lots, marche, questions, tardif } from '../donnees/marche.ts'
import type { Scene } from '../installer.ts'
import { voulu } from './jouer.ts'

const ACCORD = idStable('accord:pdl:prevoyance')
const lotId = (numero: number) => idStable(`lot:pdl:${numero}`)
/** Where each of the two winners is the dearer: three lots each, as in the source; which lots is invented. */
const PLUS_CHER: Readonly<Record<number, number>> = { 1: 1, 2: 1, 6: 1, 3: 0, 4: 0, 5: 0 }

/** Steps 4 to 7 of the purchase that runs: agreement, consultation of insurers, notes, award. */
export async function histoireMarche(base: Base, scene: Scene, operation: string): Promise<void> {
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    await inscrireAccord(tx, scene, operation)
    await inscrireMarche(tx, scene, operation)
  })
  const populations = ouvrirPopulations(base)
  const pilote = scene.acteur('cdg44', 'direction')
  voulu(await scellerChiffrage(base, populations, pilote, operation, new Date('2024-06-20T09:00:00Z')))
  await base.enTantQueSysteme('démonstration', scene.cooperationId, async (tx) => {
    await sql`update achat_marche set notes_closes_le = ${marche.closLe} where operation_id = ${operation}`.execute(
      tx,
    )
    await attribuer(tx, scene, operation, populations)
  })
}

async function inscrireAccord(tx: Tx, scene: Scene, operation: string): Promise<void> {
  const cooperation_id = scene.cooperationId
  const { approbations, reunions, electionsLe, signeLe, publieLe, effetLe, syndicats, ...fiche } = accord
  await tx
    .insertInto('achat_accord')
    .values({
      id: ACCORD,
      cooperation_id,
      operation_id: operation,
      niveau: 'region',
      ...fiche,
      syndicats: JSON.stringify(syndicats),
      elections_le: electionsLe,
      signe_le: signeLe,
      publie_le: publieLe,
      effet_le: effetLe,
    })
    .execute()
  await tx
    .insertInto('achat_accord_approbation')
    .values(
      approbations.map(([code, le, numero]) => ({
        accord_id: ACCORD,
        cooperation_id,
        organisme_id: scene.organismes[code]!,
        le,
        numero,
      })),
    )
    .execute()
  await tx
    .insertInto('achat_comite_reunion')
    .values(
      reunions.map(([le, lieu, releve]) => ({
        id: idStable(`cpps:pdl:${le}`),
        cooperation_id,
        accord_id: ACCORD,
        le,
        lieu,
        releve,
      })),
    )
    .execute()
}

async function inscrireMarche(tx: Tx, scene: Scene, operation: string): Promise<void> {
  const cooperation_id = scene.cooperationId
  await tx
    .insertInto('achat_marche')
    .values({
      operation_id: operation,
      cooperation_id,
      procedure: 'appel_offres',
      reference: marche.reference,
      acheteur_siret: marche.acheteurSiret,
      profil: marche.profil,
      limite: new Date(marche.limite),
      niveaux: JSON.stringify(marche.niveaux),
      criteres: JSON.stringify(CRITERES_PROPOSES),
    })
    .execute()
  await tx
    .insertInto('achat_lot')
    .values(
      lots.map(({ numero, objet, departements, min, max }) => ({
        id: lotId(numero),
        cooperation_id,
        operation_id: operation,
        numero,
        objet,
        departements: [...departements],
        agents_min: min,
        agents_max: max,
      })),
    )
    .execute()
  await sql`update achat_marche set publie_le = ${marche.publieLe} where operation_id = ${operation}`.execute(
    tx,
  )
  await tx
    .insertInto('achat_question')
    .values(
      questions.map(([texte, reponse, poseeLe, publieeLe], i) => ({
        id: idStable(`question:pdl:${i}`),
        cooperation_id,
        operation_id: operation,
        texte,
        reponse,
        posee_le: new Date(poseeLe),
        publiee_le: new Date(publieeLe),
      })),
    )
    .execute()
  await tx
    .insertInto('achat_interet')
    .values(
      Object.entries(scene.organismes).map(([code, organisme_id]) => ({
        operation_id: operation,
        cooperation_id,
        organisme_id,
        personne_id: scene.acteur(code, 'presidence').personneId,
        nom: scene.acteur(code, 'presidence').nom,
        declare_le: new Date('2024-06-10T09:00:00Z'),
      })),
    )
    .execute()
  await sql`update achat_marche set ouvert_le = ${marche.ouvertLe} where operation_id = ${operation}`.execute(
    tx,
  )
  for (const { numero } of lots) await inscrireOffres(tx, scene, operation, numero)
}

async function inscrireOffres(tx: Tx, scene: Scene, operation: string, numero: number): Promise<void> {
  const cooperation_id = scene.cooperationId
  const offres: readonly {
    nom: string
    siret: string
    recuLe: string
    modele: (typeof candidats)[number]
    plus: number
  }[] = [
    ...candidats.map((modele, rang) => ({ ...modele, modele, plus: PLUS_CHER[numero] === rang ? 90 : 0 })),
    ...(tardif.lot === numero ? [{ ...tardif, modele: candidats[2], plus: 0 }] : []),
  ]
  const membres = Object.values(scene.organismes)
  for (const [rang, { nom, siret, recuLe, modele, plus }] of offres.entries()) {
    const id = idStable(`offre:pdl:${numero}:${siret}`)
    const instant = new Date(recuLe)
    const taux = modele.niveaux.map(([incapacite, invalidite, retraite, deces, renfort], i) => ({
      niveau: marche.niveaux[i]!.nom,
      incapacite: incapacite + plus,
      invalidite,
      retraite,
      deces,
      renfort,
    }))
    const preuve = `AR-2024-${numero}${rang} (fictif)`
    await tx
      .insertInto('achat_offre')
      .values({
        id,
        cooperation_id,
        operation_id: operation,
        lot_id: lotId(numero),
        lettre: 'ABCD'[rang]!,
        candidat: nom,
        siret,
        recu_le: instant,
        preuve,
        tardive: instant > new Date(marche.limite),
        taux: JSON.stringify(taux),
        gel_annees: modele.gel,
        hausse_max: modele.hausse,
        garanties: 'Taux et clauses fictifs.',
        empreinte: empreinteDe({
          lot: numero,
          candidat: nom,
          siret,
          recuLe: { jour: jourDe(instant), heure: horlogeParis(instant).slice(11, 16) },
          preuve,
          gelAnnees: modele.gel,
          hausseMax: modele.hausse,
          garanties: 'Taux et clauses fictifs.',
          taux,
        }),
        source: 'fichier',
        ajoutee_le: new Date(marche.ouvertLe),
      })
      .execute()
    if (instant > new Date(marche.limite)) continue
    await tx
      .insertInto('achat_note')
      .values(
        Object.entries(modele.notes).flatMap(([critere, note]) =>
          membres.map((organisme_id, m) => ({
            offre_id: id,
            critere,
            organisme_id,
            cooperation_id,
            operation_id: operation,
            note: note + (m - 2) * 50,
            motif: m === 0 ? 'Appréciation fictive.' : '',
            notee_le: new Date('2024-06-25T09:00:00Z'),
          })),
        ),
      )
      .execute()
  }
}

/** Awards each lot to the bid that the ranking puts first. */
async function attribuer(
  tx: Tx,
  scene: Scene,
  operation: string,
  populations: ReturnType<typeof ouvrirPopulations>,
): Promise<void> {
  const lu = (await findMarche(tx, operation))!
  const etat = await etatDuRecensement(tx, operation)
  const recensement = { ...lu, cooperationId: scene.cooperationId, perimetre: 'recenses', etat } as const
  for (const lot of lu.lots) {
    const offres = await listOffresNotees(tx, operation, lot.id)
    const { classement } = analyser(
      lu,
      offres,
      offres.flatMap(({ notes }) => notes),
      await populations.chiffrer(recensement, lot.id, offres, HYPOTHESE, jourDesPrix('2025-01-01')),
    )
    const premiere = offres.find(({ id }) => classement.find((c) => c.id === id)?.rang === 1)!
    await tx
      .insertInto('achat_attribution')
      .values({
        lot_id: lot.id,
        cooperation_id: scene.cooperationId,
        operation_id: operation,
        offre_id: premiere.id,
        decision_id: idStable('decision:pdl:achat:prevoyance'),
        titulaire: premiere.candidat,
        groupement: premiere.candidat.startsWith('Groupement') ? 'Conjoint' : 'Pas de groupement',
        motifs: 'Première du classement, tous critères réunis (motifs fictifs).',
        attribue_le: attribution.attribueLe,
        envoi_le: attribution.envoiLe,
        envoi_par: 'electronique',
        signe_le: attribution.signeLe,
        notifie_le: attribution.notifieLe,
        publie_le: attribution.publieLe,
      })
      .execute()
  }
}
