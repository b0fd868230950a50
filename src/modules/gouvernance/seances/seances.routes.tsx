import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, type Faute, lireFormulaire, numeroDePage, saisie } from '#platform/http/formulaire.ts'
import { lireLien, signerLien } from '#platform/http/liens.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { instantParis, jourDe, lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { afficherSeance } from '../conduite/conduite.routes.tsx'
import { expliquerSeance, type RefusSeance } from '../conduite/expliquer.ts'
import { listMembres } from '../decisions/decisions.queries.ts'
import { litLaGouvernance, siege, tientLesSeances } from '../domain/droits.ts'
import { pageAnnuler, pageConvoquer, pageDeplacer } from './convocation.page.tsx'
import { annulerSeance, convoquerSeance, type Diffusion, deplacerSeance } from './convoquer.ts'
import { USAGE_REPONSE } from './message-convocation.ts'
import { deplacerPoint, inscrirePoint, modifierPoint, planifierSeance } from './preparer.ts'
import { lireCible, lireInvitation, repondreEnLigne, repondreParLien } from './repondre.ts'
import { pageReponse, pageReponseImpossible } from './reponse.page.tsx'
import { pageListeSeances, pageNouvelleSeance, pagePoint } from './seances.page.tsx'
import { listDocuments, listSeances, listSujets } from './seances.queries.ts'
import { findSeance, listPoints, listSieges, listTitulaires } from './seances.repository.ts'

type Adresse = { Params: { id: string; pointId: string; jeton: string } }

const jour = (message: string) =>
  z.string().transform((texte, contexte) => {
    const lu = lireJour(texte)
    if (!lu) contexte.addIssue({ code: 'custom', message })
    return lu ?? ''
  })

const FormulaireSeance = z.object({
  instance: z.string().refine(estId, 'Choisissez l’instance qui se réunit.'),
  date: jour('Indiquez un jour qui existe, comme 15/12/2026.'),
  heure: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Indiquez une heure comme 14:00.'),
  duree: z.coerce
    .number('Indiquez une durée en minutes.')
    .int()
    .min(15, 'Une séance dure au moins 15 minutes.')
    .max(720, 'Une séance dure au plus 12 heures.')
    .default(150),
  lieu: z.string().trim().max(300, 'Le lieu tient en 300 caractères.').default(''),
  visio: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https$/, error: 'Le lien de visioconférence commence par https://.' }),
    ])
    .default(''),
  seconde: z.union([z.literal(''), z.string().refine(estId)]).optional(),
  cle: z.string().refine(estId).optional(),
})

const FormulaireDeplacement = FormulaireSeance.omit({ instance: true, seconde: true, cle: true }).extend({
  version: z.coerce.number().int(),
  motif: z.string().trim().max(1000, 'Le motif tient en 1 000 caractères.').default(''),
})

const TYPES_DECISION = [
  'orientation',
  'accord_de_principe',
  'avis',
  'lancement_action',
  'cle',
  'budget',
  'designation',
  'convention',
  'cloture',
] as const
const liste = z.union([z.string().transform((valeur) => [valeur]), z.array(z.string())])

const FormulairePoint = z.object({
  question: z
    .string()
    .trim()
    .min(5, 'Posez la question en quelques mots (5 caractères au moins).')
    .max(300, 'La question tient en 300 caractères : gardez le détail pour l’exposé.'),
  expose: z
    .string()
    .max(60_000, 'L’exposé tient en 60 000 caractères : joignez un document au point.')
    .default(''),
  proposition: z.string().max(60_000, 'La proposition tient en 60 000 caractères.').default(''),
  genre: z.enum(
    ['information', 'orientation', 'arbitrage', 'vote', 'election'],
    'Choisissez le genre du point.',
  ),
  type: z.union([z.literal(''), z.enum(TYPES_DECISION)]).default(''),
  porte: liste.pipe(z.array(z.string().refine(estId)).min(1)).optional(),
  indivisible: z.string().optional(),
  confidentiel: z.string().optional(),
  sujet: z.union([z.literal(''), z.string().refine(estId)]).optional(),
  document: z.union([z.literal(''), z.string().refine(estId)]).optional(),
  accords: z.coerce.number().int().min(0).default(0),
  version: z.coerce.number().int().default(0),
  cle: z.string().refine(estId).optional(),
})

const unExemple =
  (suite = '') =>
  async (tx: Parameters<typeof listSieges>[0]) => {
    const ligne = await tx
      .selectFrom('seance')
      .select('id')
      .where('statut', '=', 'planifiee')
      .limit(1)
      .executeTakeFirst()
    return ligne ? `/seances/${ligne.id}${suite}` : null
  }

export function seancesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const diffusion: Diffusion = {
    courriel: services.courriel,
    adresse: services.adresse,
    secret: services.secret,
  }
  const refuserSur = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    seanceId: string,
    refus: RefusSeance,
  ) =>
    refus.code === 'introuvable'
      ? services.introuvable(requete, reponse, 'Cette séance')
      : afficherSeance(services, requete, reponse, seanceId, {
          alerte: expliquerSeance(refus),
          saisies: requete.body as Saisies,
          statut: refus.code === 'interdit' ? 403 : 409,
        })

  app.get(
    '/seances',
    { config: { droit: litLaGouvernance, exemple: '/seances' } },
    async (requete, reponse) => {
      const page = numeroDePage(saisie(requete.query as Saisies, 'page'))
      const { cadre, donnees } = await services.lire(requete, async (tx) => ({
        avenir: await listSeances(tx, {
          avenir: true,
          maintenant: requete.maintenant,
          limite: 50,
          decalage: 0,
        }),
        passees: await listSeances(tx, {
          avenir: false,
          maintenant: requete.maintenant,
          limite: 26,
          decalage: (page - 1) * 25,
        }),
      }))
      return services.page(
        requete,
        reponse,
        cadre,
        pageListeSeances({ ...donnees, page, acteur: acteurDe(requete), maintenant: requete.maintenant }),
      )
    },
  )

  const afficherNouvelle = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; alerte?: string; statut?: number } = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      instances: await tx
        .selectFrom('instance')
        .select(['id', 'nom', 'delai_convocation_jours as delaiJours'])
        .orderBy('nom')
        .execute(),
    }))
    return services.page(
      requete,
      reponse,
      cadre,
      pageNouvelleSeance({ ...donnees, maintenant: requete.maintenant, ...etat }),
    )
  }
  app.get(
    '/seances/nouvelle',
    { config: { droit: tientLesSeances, exemple: '/seances/nouvelle' } },
    (requete, reponse) => afficherNouvelle(requete, reponse, { saisies: requete.query as Saisies }),
  )
  app.post('/seances', { config: { droit: tientLesSeances } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireSeance, requete.body)
    if (!lu.ok) return afficherNouvelle(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { instance, date, heure, duree, lieu, visio, seconde, cle } = lu.valeurs
    const demande = {
      instanceId: instance,
      debutLe: instantParis(date, heure),
      dureeMinutes: duree,
      lieu,
      visio,
      secondeConvocationDe: seconde || null,
    }
    const issue = await planifierSeance(base, acteurDe(requete), demande, cle, requete.maintenant)
    if (!issue.ok)
      return afficherNouvelle(requete, reponse, {
        alerte: expliquerSeance(issue.refus),
        saisies,
        statut: 409,
      })
    return versPage(reponse, `/seances/${issue.valeur.id}`)
  })

  app.get<Adresse>(
    '/seances/:id',
    { config: { droit: litLaGouvernance, exemple: unExemple() } },
    (requete, reponse) =>
      afficherSeance(services, requete, reponse, requete.params.id, {
        pointId: (requete.query as { point?: string }).point,
      }),
  )

  const lireSeance = async (requete: FastifyRequest, id: string) =>
    estId(id)
      ? services.lire(requete, async (tx) => {
          const seance = await findSeance(tx, id)
          if (!seance) return null
          const points = await listPoints(tx, id)
          const sieges = await listSieges(tx, seance.instanceId)
          return {
            seance,
            points,
            sieges,
            titulaires: await listTitulaires(
              tx,
              seance.instanceId,
              seance.fonctionVotante,
              jourDe(seance.debutLe),
            ),
          }
        })
      : null

  const afficherConvocation = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    dessiner: typeof pageConvoquer,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; alerte?: string; statut?: number } = {},
  ) => {
    const lu = await lireSeance(requete, id)
    if (!lu?.donnees) return services.introuvable(requete, reponse, 'Cette séance')
    return services.page(
      requete,
      reponse,
      lu.cadre,
      dessiner({ ...lu.donnees, maintenant: requete.maintenant, ...etat }),
    )
  }
  app.get<Adresse>(
    '/seances/:id/convoquer',
    { config: { droit: tientLesSeances, exemple: unExemple('/convoquer') } },
    (requete, reponse) => afficherConvocation(requete, reponse, requete.params.id, pageConvoquer),
  )
  app.post<Adresse>(
    '/seances/:id/convoquer',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const motif = String(saisies['motif'] ?? '').slice(0, 1000)
      const issue = await convoquerSeance(
        base,
        diffusion,
        acteurDe(requete),
        id,
        motif || null,
        requete.maintenant,
      )
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette séance')
        return afficherConvocation(requete, reponse, id, pageConvoquer, {
          alerte: expliquerSeance(issue.refus),
          saisies,
          statut: 409,
        })
      }
      services.annoncer(
        reponse,
        `Séance convoquée : ${issue.valeur.invites} invitation(s) envoyée(s), l’ordre du jour est figé.`,
      )
      return versPage(reponse, `/seances/${id}`)
    },
  )

  app.get<Adresse>(
    '/seances/:id/annuler',
    { config: { droit: tientLesSeances, exemple: unExemple('/annuler') } },
    (requete, reponse) => afficherConvocation(requete, reponse, requete.params.id, pageAnnuler),
  )
  app.post<Adresse>(
    '/seances/:id/annuler',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const issue = await annulerSeance(
        base,
        diffusion,
        acteurDe(requete),
        id,
        String(saisies['motif'] ?? '').slice(0, 1000),
        requete.maintenant,
      )
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette séance')
        return afficherConvocation(requete, reponse, id, pageAnnuler, {
          alerte: expliquerSeance(issue.refus),
          saisies,
          statut: 409,
        })
      }
      services.annoncer(
        reponse,
        'Séance annulée. Les personnes invitées sont prévenues et la date est retirée de leur agenda.',
      )
      return versPage(reponse, `/seances/${id}`)
    },
  )

  app.get<Adresse>(
    '/seances/:id/deplacer',
    { config: { droit: tientLesSeances, exemple: unExemple('/deplacer') } },
    (requete, reponse) => afficherConvocation(requete, reponse, requete.params.id, pageDeplacer),
  )
  app.post<Adresse>(
    '/seances/:id/deplacer',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireDeplacement, requete.body)
      if (!lu.ok)
        return afficherConvocation(requete, reponse, id, pageDeplacer, {
          fautes: lu.fautes,
          saisies,
          statut: 422,
        })
      const { date, heure, duree, lieu, visio, version, motif } = lu.valeurs
      const demande = {
        debutLe: instantParis(date, heure),
        dureeMinutes: duree,
        lieu,
        visio,
        version,
        motifDerogation: motif || null,
      }
      const issue = await deplacerSeance(base, diffusion, acteurDe(requete), id, demande, requete.maintenant)
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette séance')
        return afficherConvocation(requete, reponse, id, pageDeplacer, {
          alerte: expliquerSeance(issue.refus),
          saisies,
          statut: 409,
        })
      }
      services.annoncer(
        reponse,
        'La séance a changé. Si elle était convoquée, chaque personne invitée reçoit la mise à jour de son agenda.',
      )
      return versPage(reponse, `/seances/${id}`)
    },
  )

  const afficherPoint = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    pointId: string | null,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; alerte?: string; statut?: number } = {},
  ) => {
    if (!estId(id)) return services.introuvable(requete, reponse, 'Cette séance')
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const seance = await findSeance(tx, id)
      if (!seance) return null
      return {
        seance,
        membres: await listMembres(tx, jourDe(requete.maintenant)),
        points: await listPoints(tx, id),
        sujets: pointId ? [] : await listSujets(tx, { statut: 'propose', instanceId: seance.instanceId }),
        documents: pointId ? [] : await listDocuments(tx, jourDe(requete.maintenant), true),
      }
    })
    const point = pointId ? donnees?.points.find((p) => p.id === pointId) : null
    if (!donnees || point === undefined) return services.introuvable(requete, reponse, 'Ce point')
    return services.page(
      requete,
      reponse,
      cadre,
      pagePoint({ ...donnees, point, maintenant: requete.maintenant, ...etat }),
    )
  }
  const lirePoint = (corps: unknown) => {
    const lu = lireFormulaire(FormulairePoint, corps)
    if (!lu.ok) return lu
    const { porte, type, indivisible, confidentiel, sujet, document, ...reste } = lu.valeurs
    if (!porte)
      return {
        ok: false as const,
        fautes: [{ champ: 'porte', message: 'Cochez les membres que la décision engagera : au moins un.' }],
      }
    return {
      ok: true as const,
      valeurs: {
        ...reste,
        porte,
        typeDecision: type || null,
        indivisible: Boolean(indivisible),
        confidentiel: Boolean(confidentiel),
        sujetId: sujet || null,
        documentId: document || null,
      },
    }
  }
  app.get<Adresse>(
    '/seances/:id/points/nouveau',
    { config: { droit: tientLesSeances, exemple: unExemple('/points/nouveau') } },
    (requete, reponse) =>
      afficherPoint(requete, reponse, requete.params.id, null, { saisies: requete.query as Saisies }),
  )
  app.post<Adresse>(
    '/seances/:id/points',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lirePoint(requete.body)
      if (!lu.ok)
        return afficherPoint(requete, reponse, id, null, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await inscrirePoint(
        base,
        acteurDe(requete),
        id,
        lu.valeurs,
        lu.valeurs.accords,
        lu.valeurs.cle,
        requete.maintenant,
      )
      if (issue.ok) return versPage(reponse, `/seances/${id}#ordre-du-jour`)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Cette séance')
        : afficherPoint(requete, reponse, id, null, {
            alerte: expliquerSeance(issue.refus),
            saisies,
            statut: 409,
          })
    },
  )
  app.get<Adresse>(
    '/seances/:id/points/:pointId/modifier',
    {
      config: {
        droit: tientLesSeances,
        exemple: async (tx) => {
          const ligne = await tx
            .selectFrom('point as p')
            .innerJoin('seance as s', 's.id', 'p.seance_id')
            .select(['p.id', 's.id as seanceId'])
            .where('s.statut', '=', 'planifiee')
            .limit(1)
            .executeTakeFirst()
          return ligne ? `/seances/${ligne.seanceId}/points/${ligne.id}/modifier` : null
        },
      },
    },
    (requete, reponse) => afficherPoint(requete, reponse, requete.params.id, requete.params.pointId),
  )
  app.post<Adresse>(
    '/seances/:id/points/:pointId/modifier',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, pointId } = requete.params
      const saisies = requete.body as Saisies
      const lu = lirePoint(requete.body)
      if (!lu.ok)
        return afficherPoint(requete, reponse, id, pointId, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await modifierPoint(
        base,
        acteurDe(requete),
        id,
        pointId,
        lu.valeurs.version,
        lu.valeurs,
        requete.maintenant,
      )
      if (issue.ok) return versPage(reponse, `/seances/${id}#ordre-du-jour`)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Ce point')
        : afficherPoint(requete, reponse, id, pointId, {
            alerte: expliquerSeance(issue.refus),
            saisies,
            statut: 409,
          })
    },
  )
  app.post<Adresse>(
    '/seances/:id/points/:pointId/deplacer',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, pointId } = requete.params
      const [sens] = choisies(requete.body as Saisies, 'sens')
      if (sens !== 'monter' && sens !== 'descendre' && sens !== 'retirer')
        return versPage(reponse, `/seances/${id}`)
      const issue = await deplacerPoint(base, acteurDe(requete), id, pointId, sens, requete.maintenant)
      return issue.ok
        ? versPage(reponse, `/seances/${id}#ordre-du-jour`)
        : refuserSur(requete, reponse, id, issue.refus)
    },
  )

  app.post<Adresse>('/seances/:id/reponse', { config: { droit: siege } }, async (requete, reponse) => {
    const { id } = requete.params
    const lu = lireFormulaire(FormulaireReponse, requete.body)
    if (!lu.ok)
      return afficherSeance(services, requete, reponse, id, {
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const issue = await repondreEnLigne(
      base,
      acteurDe(requete),
      id,
      lu.valeurs.reponse,
      lu.valeurs.message,
      requete.maintenant,
    )
    if (!issue.ok)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Cette invitation')
        : afficherSeance(services, requete, reponse, id, {
            alerte:
              'La séance a commencé ou n’est plus convoquée : votre réponse ne peut plus changer. Prévenez la coordination.',
            statut: 409,
          })
    services.annoncer(reponse, 'Votre réponse est enregistrée.')
    return versPage(reponse, `/seances/${id}`)
  })

  const uneInvitation = async (tx: Tx): Promise<string | null> => {
    const ligne = await tx
      .selectFrom('invitation as i')
      .innerJoin('seance as s', 's.id', 'i.seance_id')
      .select(['i.cooperation_id', 'i.seance_id', 'i.personne_id', 's.debut_le'])
      .where('s.statut', '=', 'convoquee')
      .limit(1)
      .executeTakeFirst()
    if (!ligne) return null
    const objet = `${ligne.cooperation_id}/${ligne.seance_id}/${ligne.personne_id}`
    return `/convocations/${signerLien(services.secret, { usage: USAGE_REPONSE, objet, expireLe: ligne.debut_le })}`
  }
  const cibleDe = (requete: FastifyRequest, jeton: string) => {
    const lu = lireLien(services.secret, jeton, USAGE_REPONSE, requete.maintenant)
    return typeof lu === 'string' ? lu : (lireCible(lu.objet) ?? 'faux')
  }
  const afficherReponse = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    jeton: string,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; statut?: number } = {},
  ) => {
    const cible = cibleDe(requete, jeton)
    const invitation = typeof cible === 'string' ? null : await lireInvitation(base, cible)
    if (!invitation)
      return services.pageSimple(
        requete,
        reponse,
        pageReponseImpossible(cible === 'perime' ? 'perime' : 'faux'),
      )
    return services.pageSimple(
      requete,
      reponse,
      pageReponse({ invitation, jeton, maintenant: requete.maintenant, ...etat }),
    )
  }
  // Mail scanners open links: showing the page changes nothing, answering is a POST.
  app.get<Adresse>(
    '/convocations/:jeton',
    { config: { droit: ouvertATous, exemple: uneInvitation } },
    (requete, reponse) => afficherReponse(requete, reponse, requete.params.jeton),
  )
  app.post<Adresse>('/convocations/:jeton', { config: { droit: ouvertATous } }, async (requete, reponse) => {
    const { jeton } = requete.params
    const cible = cibleDe(requete, jeton)
    if (typeof cible === 'string') return services.pageSimple(requete, reponse, pageReponseImpossible(cible))
    const lu = lireFormulaire(FormulaireReponse, requete.body)
    if (!lu.ok)
      return afficherReponse(requete, reponse, jeton, {
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const issue = await repondreParLien(
      base,
      cible,
      lu.valeurs.reponse,
      lu.valeurs.message,
      requete.maintenant,
    )
    // Cancelled or begun since: the page of the invitation says which.
    if (!issue.ok) return afficherReponse(requete, reponse, jeton, { statut: 409 })
    services.annoncer(
      reponse,
      'Votre réponse est enregistrée. Vous pouvez la changer jusqu’au début de la séance.',
    )
    return versPage(reponse, `/convocations/${jeton}`)
  })
}

const FormulaireReponse = z.object({
  reponse: z.enum(['accepte', 'decline', 'incertain'], 'Choisissez une réponse.'),
  message: z.string().trim().max(2000, 'Le message tient en 2 000 caractères.').default(''),
})
