import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { jourDemande, jourFacultatif } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { champVersion, lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { type ColonneEcrite, exporterCsv, exporterXlsx } from '#platform/tableurs/exporter.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { litLeSchema, tientSonOrganisme } from '../domain/droits.ts'
import { estMission, estUnEcart, MISSIONS, MODES, ORDRE_DES_MISSIONS } from '../domain/missions.ts'
import { listMembres, listTraces } from '../schema.queries.ts'
import { pageCase } from './case.page.tsx'
import { pageMissions } from './missions.page.tsx'
import { listExercices } from './missions.queries.ts'
import { confirmerRevue, enregistrerExercice } from './tenir-mission.ts'

type Adresse = { Params: { organismeId: string; mission: string } }

const FormulaireExercice = z.object({
  mode: z.enum(
    ['regional', 'confie', 'partage', 'departemental', 'non_exerce'],
    'Choisissez comment la mission s’exerce.',
  ),
  confieA: z
    .union([z.literal(''), z.string().refine(estId)], 'Choisissez un centre de la liste.')
    .default(''),
  depuis: jourFacultatif,
  revueLe: jourDemande('Indiquez le jour de votre revue.'),
  porteur: z.string().trim().max(200, 'Le porteur tient en 200 caractères.').default(''),
  preuve: z.string().trim().max(1000, 'La preuve tient en 1 000 caractères.').default(''),
  version: champVersion,
})

const REFUS = {
  interdit: {
    champ: null,
    phrase: 'Chaque membre remplit sa colonne : vous pouvez lire celle-ci, pas l’écrire.',
  },
  'page-perimee': { champ: null, phrase: PAGE_PERIMEE },
  'confie-a-personne': { champ: 'confieA', phrase: 'Choisissez le centre à qui la mission est confiée.' },
  'confie-a-soi': {
    champ: 'confieA',
    phrase:
      'Une mission se confie à un autre centre ; si vous l’exercez seul, choisissez « Départementale ».',
  },
} as const

const COLONNES: readonly ColonneEcrite[] = [
  { cle: 'mission', libelles: ['Mission (CGFP L452-34)'], largeur: 60 },
  { cle: 'membre', libelles: ['Membre'] },
  { cle: 'mode', libelles: ['Mode'], largeur: 28 },
  { cle: 'confiee', libelles: ['Confiée à'] },
  { cle: 'depuis', libelles: ['Depuis'], type: 'date' },
  { cle: 'porteur', libelles: ['Porteur'], largeur: 30 },
  { cle: 'preuve', libelles: ['Preuve'], largeur: 40 },
  { cle: 'revue', libelles: ['Dernière revue'], type: 'date' },
  { cle: 'ecart', libelles: ['Écart à L452-34'] },
]

const lireMatrice = (jour: string) => async (tx: Tx) => ({
  exercices: await listExercices(tx),
  membres: await listMembres(tx, jour),
})

const premiereCase = async (tx: Tx): Promise<string | null> => {
  const ligne = await tx
    .selectFrom('membre as m')
    .innerJoin('organisme as o', 'o.id', 'm.organisme_id')
    .select('m.organisme_id')
    .where('m.role', 'in', ['coordonnateur', 'membre'])
    .where('o.type', '=', 'cdg')
    .orderBy('m.ordre')
    .limit(1)
    .executeTakeFirst()
  return ligne ? `/missions/${ligne.organisme_id}/${ORDRE_DES_MISSIONS[0]}` : null
}

/** The matrix of the eleven regional missions: read by all, each column written by its member. */
export function missionsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  app.get('/missions', { config: { droit: litLeSchema, exemple: '/missions' } }, async (requete, reponse) => {
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, lireMatrice(aujourdhui))
    const page = pageMissions({ ...donnees, acteur: acteurDe(requete), aujourdhui })
    return services.page(requete, reponse, cadre, page)
  })

  const lignesAExporter = async (requete: FastifyRequest) => {
    const { exercices, membres } = await base.enTantQue(
      acteurDe(requete),
      lireMatrice(jourDe(requete.maintenant)),
    )
    const exercants = membres.filter(({ exerce }) => exerce)
    return ORDRE_DES_MISSIONS.flatMap((mission) =>
      exercants.map(({ organismeId, libelle }) => {
        const exercice = exercices.find((e) => e.mission === mission && e.organismeId === organismeId)
        const confiee = membres.find((membre) => membre.organismeId === exercice?.confieA)
        return {
          mission: MISSIONS[mission],
          membre: libelle,
          mode: exercice ? MODES[exercice.mode].libelle : 'Non renseignée',
          confiee: confiee?.libelle,
          depuis: exercice?.depuis,
          porteur: exercice?.porteur,
          preuve: exercice?.preuve,
          revue: exercice?.revueLe,
          ecart: exercice ? (estUnEcart(exercice.mode) ? 'oui' : 'non') : '',
        }
      }),
    )
  }
  app.get(
    '/missions.csv',
    { config: { droit: litLeSchema, exemple: '/missions.csv' } },
    async (requete, reponse) =>
      reponse
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="missions-regionales.csv"')
        .send(exporterCsv(COLONNES, await lignesAExporter(requete))),
  )
  app.get(
    '/missions.xlsx',
    { config: { droit: litLeSchema, exemple: '/missions.xlsx' } },
    async (requete, reponse) =>
      reponse
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', 'attachment; filename="missions-regionales.xlsx"')
        .send(await exporterXlsx(COLONNES, await lignesAExporter(requete), 'Missions régionales')),
  )

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { organismeId, mission }: Adresse['Params'],
    retour: RetourDeFormulaire = {},
  ) => {
    if (!estMission(mission)) return services.introuvable(requete, reponse, 'Cette mission')
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      ...(await lireMatrice(aujourdhui)(tx)),
      traces: await listTraces(tx, `mission:${organismeId}:${mission}`),
    }))
    const { exercices, membres, traces } = donnees
    const membre = membres.find((candidat) => candidat.organismeId === organismeId && candidat.exerce)
    if (!membre) return services.introuvable(requete, reponse, 'Cette mission')
    const exercice = exercices.find((e) => e.mission === mission && e.organismeId === organismeId) ?? null
    const acteur = acteurDe(requete)
    const page = pageCase({ mission, membre, exercice, membres, traces, acteur, aujourdhui, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/missions/:organismeId/:mission',
    { config: { droit: litLeSchema, exemple: premiereCase } },
    (requete, reponse) => afficher(requete, reponse, requete.params),
  )
  app.post<Adresse>(
    '/missions/:organismeId/:mission',
    { config: { droit: litLeSchema } },
    async (requete, reponse) => {
      const { organismeId, mission } = requete.params
      if (!estMission(mission)) return services.introuvable(requete, reponse, 'Cette mission')
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireExercice, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, requete.params, { fautes: lu.fautes, saisies, statut: 422 })
      const { version, confieA, ...exercice } = lu.valeurs
      const issue = await enregistrerExercice(
        base,
        acteurDe(requete),
        { ...exercice, organismeId, mission, confieA: confieA || null },
        version,
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'Case enregistrée pour votre structure.')
        return versPage(reponse, `/missions/${organismeId}/${mission}`)
      }
      const { refus } = issue
      if (refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette mission')
      const { champ, phrase } =
        refus.code === 'date-future'
          ? { champ: refus.champ, phrase: 'Cette date n’est pas encore passée.' }
          : REFUS[refus.code]
      return afficher(requete, reponse, requete.params, {
        saisies,
        ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
        statut: refus.code === 'interdit' ? 403 : champ ? 422 : 409,
      })
    },
  )
  app.post('/missions/revue', { config: { droit: tientSonOrganisme } }, async (requete, reponse) => {
    const issue = await confirmerRevue(base, acteurDe(requete), requete.maintenant)
    if (issue.ok) services.annoncer(reponse, 'Votre colonne est revue à la date d’aujourd’hui.')
    return versPage(reponse, '/missions')
  })
}
