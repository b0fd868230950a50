import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { organeDe } from '#modules/annuaire'
import type { Tx } from '#platform/base/base.ts'
import { findActeurDuLien } from '#platform/comptes/acteur-du-lien.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { findDecision, findSuite, listMembres } from '../decisions/decisions.queries.ts'
import { expliquerSuite } from '../decisions/expliquer-suite.ts'
import { acteDe, FormulaireSuite } from '../decisions/formulaire-suite.ts'
import { enregistrerSuite, rectifierLaSuite } from '../decisions/suivre-suite.ts'
import { tientLesSeances } from '../domain/droits.ts'
import { envoyerDocx } from '../modeles/envoyer-docx.routes.ts'
import { produireProjet } from '../modeles/produire-projet.ts'
import { cheminDeSuite, lireLienDeSuite } from './lien-suite.ts'
import { relancerSuite } from './relancer.ts'
import { pageLienSansSuite, pageSuiteParLien } from './suite-par-lien.page.tsx'

type AdresseSuite = { Params: { id: string; organismeId: string } }
type AdresseLien = { Params: { jeton: string } }

const MOTIF_LIEN = 'suite enregistrée par le lien signé d’une relance'

/** Reminding a member of a sequel, and the page that the link of the message opens. */
export function relancesRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services

  app.post<AdresseSuite>(
    '/decisions/:id/suites/:organismeId/relancer',
    { config: { droit: tientLesSeances } },
    async (requete, reponse) => {
      const { id, organismeId } = requete.params
      const issue = await relancerSuite(
        base,
        services,
        acteurDe(requete),
        id,
        organismeId,
        requete.maintenant,
      )
      if (!issue.ok && issue.refus.code === 'introuvable')
        return services.introuvable(requete, reponse, 'Cette suite')
      services.annoncer(reponse, issue.ok ? direRelance(issue.valeur) : expliquerRelance(issue.refus))
      return versPage(reponse, '/tableau-de-bord#relances')
    },
  )

  /** Who the link speaks for, with the right she still holds: a mandate that ended closes the link. */
  const ouvrirLien = async (requete: FastifyRequest, jeton: string) => {
    const cible = lireLienDeSuite(secret, jeton, requete.maintenant)
    if (typeof cible === 'string') return cible
    const jour = jourDe(requete.maintenant)
    const acteur = await base.enTantQueSysteme(MOTIF_LIEN, cible.cooperationId, (tx) =>
      findActeurDuLien(tx, cible, jour),
    )
    return acteur ? { cible, acteur, jour } : 'sans-mandat'
  }
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    jeton: string,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; alerte?: string; statut?: number } = {},
  ) => {
    const ouvert = await ouvrirLien(requete, jeton)
    if (typeof ouvert === 'string') return services.pageSimple(requete, reponse, pageLienSansSuite(ouvert))
    const { cible, acteur, jour } = ouvert
    const lu = await base.enTantQue(acteur, async (tx) => ({
      decision: await findDecision(tx, cible.decisionId),
      suite: await findSuite(tx, cible.decisionId, cible.organismeId),
      membre: (await listMembres(tx, jour)).find(({ organismeId }) => organismeId === cible.organismeId),
    }))
    const { decision, suite, membre } = lu
    if (!decision || !membre) return services.pageSimple(requete, reponse, pageLienSansSuite('faux'))
    return services.pageSimple(
      requete,
      reponse,
      pageSuiteParLien({
        decision,
        suite,
        membre,
        acteur,
        aujourdhui: jour,
        adresse: `/suites/${jeton}`,
        ...etat,
      }),
    )
  }

  // Mail scanners open links: showing the page changes nothing, recording is a POST.
  app.get<AdresseLien>(
    '/suites/:jeton',
    { config: { droit: ouvertATous, exemple: (tx) => unLien(tx, secret, services.maintenant()) } },
    (requete, reponse) => afficher(requete, reponse, requete.params.jeton),
  )
  app.get<AdresseLien>(
    '/suites/:jeton/projet.docx',
    {
      config: {
        droit: ouvertATous,
        exemple: async (tx) => {
          const lien = await unLien(tx, secret, services.maintenant())
          return lien && `${lien}/projet.docx`
        },
      },
    },
    async (requete, reponse) => {
      const ouvert = await ouvrirLien(requete, requete.params.jeton)
      if (typeof ouvert === 'string') return services.pageSimple(requete, reponse, pageLienSansSuite(ouvert))
      const { cible, acteur, jour } = ouvert
      const projet = await base.enTantQue(acteur, (tx) =>
        produireProjet(tx, acteur.cooperation, cible.decisionId, cible.organismeId, jour),
      )
      if (!projet) return services.pageSimple(requete, reponse, pageLienSansSuite('faux'))
      return envoyerDocx(reponse, projet)
    },
  )
  app.post<AdresseLien>('/suites/:jeton', { config: { droit: ouvertATous } }, async (requete, reponse) => {
    const { jeton } = requete.params
    const ouvert = await ouvrirLien(requete, jeton)
    if (typeof ouvert === 'string') return services.pageSimple(requete, reponse, pageLienSansSuite(ouvert))
    const { cible, acteur } = ouvert
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lireFormulaire(FormulaireSuite, requete.body)
    if (!lu.ok) return afficher(requete, reponse, jeton, { fautes: lu.fautes, saisies, statut: 422 })
    const { geste, version, motif } = lu.valeurs
    const entree = {
      organe: organeDe(acteur.typeOrganisme, lu.valeurs.organe ?? '')?.code ?? null,
      version,
      acte: acteDe(lu.valeurs),
      anterieur: lu.valeurs.anterieur === 'oui',
    }
    const { decisionId, organismeId } = cible
    const issue =
      geste === 'rectifier'
        ? await rectifierLaSuite(base, acteur, decisionId, organismeId, entree, motif, requete.maintenant)
        : await enregistrerSuite(base, acteur, decisionId, organismeId, geste, entree, requete.maintenant)
    if (issue.ok) {
      services.annoncer(reponse, 'Suite enregistrée pour votre structure. Vous pouvez fermer cette page.')
      return versPage(reponse, `/suites/${jeton}`)
    }
    const { champ, phrase } = expliquerSuite(issue.refus)
    return afficher(requete, reponse, jeton, {
      saisies,
      ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
      statut: issue.refus.code === 'interdit' ? 403 : champ ? 422 : 409,
    })
  })
}

const direRelance = ({ libelle, messages }: { readonly libelle: string; readonly messages: number }) =>
  `${libelle} est relancé : ${compte(messages, 'message envoyé', 'messages envoyés')}, avec le lien où donner sa suite.`

type Refus = Extract<Awaited<ReturnType<typeof relancerSuite>>, { readonly ok: false }>['refus']

function expliquerRelance(refus: Refus): string {
  switch (refus.code) {
    case 'deja-relancee':
      return `${refus.libelle} a déjà été relancé aujourd’hui pour cette décision. Une relance par jour suffit.`
    case 'personne':
      return `Personne ne répond pour ${refus.libelle} : aucun mandat en cours. Demandez-lui de donner une fonction à quelqu’un dans « Membres et personnes ».`
    case 'deja-aboutie':
      return 'Ce membre a pris son acte : il n’y a plus rien à relancer.'
    default:
      return 'Seule la coordination relance un membre.'
  }
}

/** An example for the list of routes: the link of somebody who answers for a member with an open sequel. */
async function unLien(tx: Tx, secret: string, maintenant: Date): Promise<string | null> {
  const ligne = await tx
    .selectFrom('suite as s')
    .innerJoin('fonction_tenue as f', 'f.organisme_id', 's.organisme_id')
    .select([
      's.cooperation_id as cooperationId',
      's.decision_id as decisionId',
      's.organisme_id as organismeId',
      'f.personne_id as personneId',
    ])
    .where('f.fonction', '=', 'direction')
    .limit(1)
    .executeTakeFirst()
  if (!ligne) return null
  const { cooperationId, decisionId, organismeId, personneId } = ligne
  if (!cooperationId || !personneId) return null
  return cheminDeSuite(secret, { cooperationId, decisionId, organismeId, personneId }, maintenant)
}
