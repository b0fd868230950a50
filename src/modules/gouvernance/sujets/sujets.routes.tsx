import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe, lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { listMembres } from '../decisions/decisions.queries.ts'
import { litLaGouvernance, proposeUnSujet } from '../domain/droits.ts'
import { listSeances, listSujets } from '../seances/seances.queries.ts'
import { pageNouveauSujet } from './nouveau-sujet.page.tsx'
import { ecarterSujet, proposerSujet } from './proposer-sujet.ts'
import { pageSujets } from './sujets.page.tsx'

const FormulaireSujet = z.object({
  instance: z.string().refine(estId, 'Choisissez l’instance qui décidera.'),
  question: z
    .string()
    .trim()
    .min(5, 'Posez la question en quelques mots (5 caractères au moins).')
    .max(300, 'La question tient en 300 caractères : gardez le détail pour l’exposé.'),
  expose: z.string().max(60_000, 'L’exposé tient en 60 000 caractères.').default(''),
  genre: z.enum(
    ['information', 'orientation', 'arbitrage', 'vote', 'election'],
    'Choisissez ce que vous demandez.',
  ),
  porte: z
    .union(
      [z.string().transform((un) => [un]), z.array(z.string())],
      'Cochez les membres concernés : au moins un.',
    )
    .pipe(z.array(z.string().refine(estId)).min(1)),
  echeance: z
    .string()
    .default('')
    .transform((texte, contexte) => {
      const lu = texte.trim() === '' ? null : lireJour(texte)
      if (texte.trim() !== '' && !lu)
        contexte.addIssue({ code: 'custom', message: 'Indiquez un jour qui existe, comme 15/12/2026.' })
      return lu
    }),
  cle: z.string().refine(estId).optional(),
})

/** Decisions to take: any member proposes, the coordination puts them on an agenda. */
export function sujetsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficherListe = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      sujets: await listSujets(tx),
      seances: await listSeances(tx, {
        avenir: true,
        personneId: acteurDe(requete).personneId,
        limite: 20,
        decalage: 0,
      }),
      membres: await listMembres(tx, jourDe(requete.maintenant)),
    }))
    return services.page(
      requete,
      reponse,
      cadre,
      pageSujets({ ...donnees, acteur: acteurDe(requete), aujourdhui: jourDe(requete.maintenant), ...etat }),
    )
  }
  app.get('/sujets', { config: { droit: litLaGouvernance, exemple: '/sujets' } }, (requete, reponse) =>
    afficherListe(requete, reponse),
  )

  const afficherNouveau = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      instances: await tx.selectFrom('instance').select(['id', 'nom']).orderBy('nom').execute(),
      membres: await listMembres(tx, jourDe(requete.maintenant)),
    }))
    return services.page(
      requete,
      reponse,
      cadre,
      pageNouveauSujet({ ...donnees, maintenant: requete.maintenant, ...etat }),
    )
  }
  app.get(
    '/sujets/nouveau',
    { config: { droit: proposeUnSujet, exemple: '/sujets/nouveau' } },
    // Another register may propose its words: the form then opens filled.
    (requete, reponse) => afficherNouveau(requete, reponse, { saisies: requete.query as Saisies }),
  )
  app.post('/sujets', { config: { droit: proposeUnSujet } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireSujet, requete.body)
    if (!lu.ok) return afficherNouveau(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { instance, cle, ...reste } = lu.valeurs
    const issue = await proposerSujet(
      base,
      acteurDe(requete),
      { instanceId: instance, ...reste },
      cle,
      requete.maintenant,
    )
    if (!issue.ok)
      return afficherNouveau(requete, reponse, {
        alerte:
          issue.refus.code === 'porte-inconnue'
            ? 'Un des membres cochés n’est plus dans la coopération. Relisez la liste, puis proposez à nouveau.'
            : 'Cette instance n’existe plus ou ne vous est pas ouverte. Choisissez-en une autre.',
        saisies,
        statut: 409,
      })
    services.annoncer(
      reponse,
      'Sujet proposé. La coordination l’inscrira à l’ordre du jour d’une prochaine séance.',
    )
    return versPage(reponse, '/sujets')
  })
  app.post<{ Params: { id: string } }>(
    '/sujets/:id/ecarter',
    { config: { droit: proposeUnSujet } },
    async (requete, reponse) => {
      const { version = '', motif = '' } = (requete.body ?? {}) as { version?: string; motif?: string }
      if (!estId(requete.params.id)) return services.introuvable(requete, reponse, 'Ce sujet')
      const issue = await ecarterSujet(
        base,
        acteurDe(requete),
        requete.params.id,
        Number(version),
        String(motif).slice(0, 1000),
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'Sujet écarté. Il reste dans la liste, avec son motif.')
        return versPage(reponse, '/sujets')
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce sujet')
      return afficherListe(requete, reponse, {
        alerte: PHRASES[issue.refus.code],
        statut: issue.refus.code === 'interdit' ? 403 : 409,
      })
    },
  )
}

const PHRASES = {
  interdit: 'Un sujet est écarté par le membre qui l’a proposé ou par la coordination.',
  'page-perimee': PAGE_PERIMEE,
  'sujet-engage': 'Ce sujet est déjà inscrit à un ordre du jour : retirez d’abord le point.',
  'motif-manquant': 'Dites pourquoi le sujet est écarté : le membre qui l’a proposé lira ce motif.',
} as const
