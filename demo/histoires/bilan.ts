// Plays the reports through the use cases of the application. Their words are invented; their facts are computed.
import { conduireBilan, ecrireRubrique, ouvrirBilan } from '../../src/modules/bilan/bilans/tenir-bilan.ts'
import type { Rubrique } from '../../src/modules/bilan/domain/rubriques.ts'
import { listActionsAEvaluer, listFiches } from '../../src/modules/bilan/evaluation/evaluations.queries.ts'
import {
  avancerEvaluation,
  conclure,
  direAvis,
  ouvrirEvaluation,
} from '../../src/modules/bilan/evaluation/evaluer.ts'
import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, ajouterMois, instantParis, jourDe } from '../../src/shared/dates.ts'
import type { Scene } from '../installer.ts'
import { voulu } from './jouer.ts'

type BilanDemo = {
  readonly titre: string
  readonly mois: number
  readonly textes: Partial<Readonly<Record<Rubrique, readonly string[]>>>
  readonly approuve: boolean
}
const BILANS: Readonly<Record<string, BilanDemo>> = {
  centre: {
    titre: 'Bilan à six mois des vingt projets',
    mois: 6,
    textes: {
      ouverture: [
        'Vingt projets sont lancés.',
        'Vingt projets sont lancés, avec autant de groupes de travail. Les avancées les plus visibles touchent l’emploi et la prévention.\n\nCe qui fait la différence : une feuille de route claire donnée aux services, et des agents qui se connaissent. Aucune fusion, aucun transfert de compétences, aucune mise à disposition de personnels.',
      ],
      suites: [
        'Garder quinze projets, clore ceux dont le livrable est remis, et choisir trois priorités pour les six mois qui viennent.',
      ],
    },
    approuve: false,
  },
  bretagne: {
    titre: 'Bilan du programme breton',
    mois: 12,
    textes: {
      ouverture: [
        'Le programme avance sur ses cinq axes. La santé au travail et l’emploi portent la plupart des résultats.',
      ],
      suites: ['Étendre les immersions réciproques au quatrième centre.'],
    },
    approuve: true,
  },
  pdl: {
    titre: 'Bilan de la coopération régionale',
    mois: 6,
    textes: {
      ouverture: ['La prévoyance et les secrétaires généraux de mairie ont mobilisé les cinq centres.'],
    },
    approuve: false,
  },
}

/** The report of one cooperation, over the months that end yesterday. */
export async function histoireBilan(base: Base, cle: string, scene: Scene, maintenant: Date): Promise<void> {
  const demo = BILANS[cle]
  if (!demo) return
  await histoireEvaluation(base, cle, scene, maintenant)
  const { coordination } = scene
  const hier = ajouterJours(jourDe(maintenant), -1)
  const { id } = voulu(
    await ouvrirBilan(
      base,
      coordination,
      { titre: demo.titre, du: ajouterJours(ajouterMois(hier, -demo.mois), 1), au: hier },
      undefined,
      instantParis(hier, '17:00'),
      'Textes fictifs',
    ),
  )
  for (const [rubrique, versions] of Object.entries(demo.textes))
    for (const [rang, texte] of versions.entries())
      voulu(
        await ecrireRubrique(
          base,
          coordination,
          id,
          rubrique as Rubrique,
          rang,
          texte,
          instantParis(hier, `17:${10 + rang}`),
        ),
      )
  if (!demo.approuve) return
  const rien = { decisionId: null, approbation: '' }
  voulu(await conduireBilan(base, coordination, id, 'relire', 1, rien, instantParis(hier, '18:00')))
  voulu(
    await conduireBilan(
      base,
      coordination,
      id,
      'approuver',
      2,
      { decisionId: null, approbation: 'Relevé de la conférence des présidences (fictif)' },
      instantParis(hier, '18:30'),
    ),
  )
}

/** Directions propose in Bretagne; in the Pays de la Loire the conference has concluded on one action, by a decision of its register. */
async function histoireEvaluation(base: Base, cle: string, scene: Scene, maintenant: Date): Promise<void> {
  if (cle !== 'bretagne' && cle !== 'pdl') return
  const { coordination } = scene
  const aujourdhui = jourDe(maintenant)
  const ouverte = instantParis(ajouterJours(aujourdhui, -20), '09:00')
  const actions = (await base.enTantQue(coordination, listActionsAEvaluer)).slice(0, cle === 'pdl' ? 1 : 4)
  const { id } = voulu(
    await ouvrirEvaluation(
      base,
      coordination,
      {
        titre: 'Évaluation annuelle du programme',
        echeance: ajouterJours(aujourdhui, 15),
        actions: actions.map((action) => action.id),
      },
      undefined,
      ouverte,
      'Avis fictifs',
    ),
  )
  const fiches = await base.enTantQue(coordination, (tx) => listFiches(tx, id))
  const codes = Object.keys(scene.organismes)
  for (const [f, fiche] of fiches.entries())
    for (const [m, code] of codes.entries()) {
      if (cle === 'bretagne' && (f + m) % 3 === 2) continue
      const acteur = scene.acteur(code, 'direction')
      const amende = (f + m) % 4 === 1
      voulu(
        await direAvis(
          base,
          acteur,
          fiche.id,
          acteur.organismeId,
          0,
          {
            notes: {
              pertinence: 4,
              coherence: 3,
              efficacite: (f + m) % 5,
              efficience: m % 2 === 0 ? 2 : null,
              utilite: 3,
              valeur: amende ? 1 : 4,
            },
            preuves: 'Retours de collectivités (fictif)',
            proposition: amende ? 'amender' : 'continuer',
            motif: amende
              ? 'Les petites communes ne l’utilisent pas encore : prévoir un accompagnement.'
              : '',
          },
          instantParis(ajouterJours(aujourdhui, -10), '11:00'),
          'fictif',
        ),
      )
    }
  if (cle !== 'pdl') return
  voulu(
    await avancerEvaluation(
      base,
      coordination,
      id,
      'decider',
      1,
      instantParis(ajouterJours(aujourdhui, -6), '09:00'),
    ),
  )
  const decision = await base.enTantQue(coordination, (tx) =>
    tx.selectFrom('decision').select('id').orderBy('adoptee_le', 'desc').limit(1).executeTakeFirst(),
  )
  if (!decision) return
  voulu(
    await conclure(
      base,
      coordination,
      fiches[0]!.id,
      1,
      { issue: 'amender', decisionId: decision.id, motif: 'Rattachement à cette décision fictif.' },
      instantParis(ajouterJours(aujourdhui, -5), '10:00'),
    ),
  )
}
