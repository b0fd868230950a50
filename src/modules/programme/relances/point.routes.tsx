import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { findActeurDuLien } from '#platform/comptes/acteur-du-lien.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { findAction } from '../action.queries.ts'
import { type AdresseId, afficherAction, retourDuRefus } from '../actions/afficher-action.routes.ts'
import { uneActionMenee } from '../actions/personnes.queries.ts'
import { cadreLeProgramme, mene, suitPourSonOrganisme } from '../domain/droits.ts'
import { faireLePoint } from '../suivi/faire-le-point.ts'
import { expliquerPoint, FormulairePoint, pointDe } from '../suivi/formulaire-point.tsx'
import { demanderUnPoint, type RefusDemande } from './demander-des-nouvelles.ts'
import { cheminDuPoint, lireLienDuPoint } from './lien-point.ts'
import { pageLienSansPoint, pagePoint, pagePointParLien } from './point.page.tsx'
import { findDemande } from './relances.queries.ts'

type AdresseLien = { Params: { jeton: string } }

const MOTIF_LIEN = 'point d’une action par le lien signé d’un courriel'

/** Where an action stands: from the application, or from the signed link of a message. */
export function pointRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services
  const afficherFiche = afficherAction(services)

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees: action } = await services.lire(requete, (tx) => findAction(tx, id))
    if (!action) return services.introuvable(requete, reponse, 'Cette action')
    if (!mene(acteur, action))
      return afficherFiche(requete, reponse, id, {
        alerte: expliquerPoint({ code: 'interdit' }).phrase,
        statut: 403,
      })
    return services.page(
      requete,
      reponse,
      cadre,
      pagePoint({ action, acteur, aujourdhui: jourDe(requete.maintenant), ...etat }),
    )
  }
  app.get<AdresseId>(
    '/programme/actions/:id/point',
    { config: { droit: suitPourSonOrganisme, exemple: uneActionMenee('/point') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<AdresseId>(
    '/programme/actions/:id/point',
    { config: { droit: suitPourSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulairePoint, requete.body)
      if (!lu.ok) return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await faireLePoint(
        base,
        acteurDe(requete),
        id,
        lu.valeurs.version,
        pointDe(lu.valeurs),
        null,
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'Point enregistré. Les autres membres le voient.')
        return versPage(reponse, `/programme/actions/${id}`)
      }
      if (issue.refus.code === 'deja-repondu') return versPage(reponse, `/programme/actions/${id}`)
      return afficher(requete, reponse, id, retourDuPoint(issue.refus, saisies))
    },
  )

  app.post<AdresseId>(
    '/programme/actions/:id/demander',
    { config: { droit: cadreLeProgramme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = await demanderUnPoint(base, services, acteurDe(requete), id, requete.maintenant)
      if (!issue.ok && issue.refus.code === 'introuvable')
        return services.introuvable(requete, reponse, 'Cette action')
      services.annoncer(
        reponse,
        issue.ok
          ? `Nouvelles demandées : ${compte(issue.valeur.messages, 'message envoyé', 'messages envoyés')}, avec le lien où répondre.`
          : REFUS_DEMANDE[issue.refus.code],
      )
      return versPage(reponse, `/programme/actions/${id}`)
    },
  )

  /** Who the link speaks for, with the right she still holds: a mandate that ended, or an action led by others, closes it. */
  const ouvrirLien = async (requete: FastifyRequest, jeton: string) => {
    const cible = lireLienDuPoint(secret, jeton, requete.maintenant)
    if (typeof cible === 'string') return cible
    const jour = jourDe(requete.maintenant)
    const { cooperationId } = cible
    return base.enTantQueSysteme(MOTIF_LIEN, cooperationId, async (tx) => {
      const demande = await findDemande(tx, cible.demandeId)
      if (!demande) return 'faux' as const
      const { organismeId, personneId, actionId } = demande
      const acteur = await findActeurDuLien(tx, { cooperationId, organismeId, personneId }, jour)
      const action = await findAction(tx, actionId)
      if (!action) return 'faux' as const
      return acteur && mene(acteur, action) ? { demande, acteur, action, jour } : ('sans-mandat' as const)
    })
  }
  const afficherParLien = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    jeton: string,
    etat: RetourDeFormulaire = {},
  ) => {
    const ouvert = await ouvrirLien(requete, jeton)
    if (typeof ouvert === 'string') return services.pageSimple(requete, reponse, pageLienSansPoint(ouvert))
    const { demande, acteur, action, jour } = ouvert
    return services.pageSimple(
      requete,
      reponse,
      pagePointParLien({ action, acteur, aujourdhui: jour, jeton, reponduLe: demande.reponduLe, ...etat }),
    )
  }
  // Mail scanners open links: showing the page changes nothing and spends nothing, answering is a POST.
  app.get<AdresseLien>(
    '/programme/point/:jeton',
    { config: { droit: ouvertATous, exemple: (tx) => unLien(tx, secret, services.maintenant()) } },
    (requete, reponse) => afficherParLien(requete, reponse, requete.params.jeton),
  )
  app.post<AdresseLien>(
    '/programme/point/:jeton',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const { jeton } = requete.params
      const ouvert = await ouvrirLien(requete, jeton)
      if (typeof ouvert === 'string') return services.pageSimple(requete, reponse, pageLienSansPoint(ouvert))
      const { demande, acteur } = ouvert
      const saisies = (requete.body ?? {}) as Saisies
      // Sent twice, the first sending is the answer.
      if (demande.reponduLe) return versPage(reponse, `/programme/point/${jeton}`)
      const lu = lireFormulaire(FormulairePoint, requete.body)
      if (!lu.ok) return afficherParLien(requete, reponse, jeton, { fautes: lu.fautes, saisies, statut: 422 })
      const issue = await faireLePoint(
        base,
        acteur,
        demande.actionId,
        lu.valeurs.version,
        pointDe(lu.valeurs),
        demande.id,
        requete.maintenant,
      )
      if (issue.ok || issue.refus.code === 'deja-repondu')
        return versPage(reponse, `/programme/point/${jeton}`)
      return afficherParLien(requete, reponse, jeton, retourDuPoint(issue.refus, saisies))
    },
  )
}

const REFUS_DEMANDE: Readonly<Record<RefusDemande['code'], string>> = {
  interdit: 'Seule la coordination demande des nouvelles.',
  introuvable: 'Cette action n’est plus là.',
  'pas-en-cours': 'Cette action n’est pas en mouvement : il n’y a rien à demander.',
  personne:
    'Personne ne répond pour le chef de file : aucun mandat de direction en cours. Demandez-lui de donner une fonction à quelqu’un dans « Membres et personnes ».',
  'deja-demande': 'Des nouvelles ont déjà été demandées aujourd’hui. Une demande par jour suffit.',
}

/** A stale page shows the present state with the note that was typed; another refusal keeps everything. */
function retourDuPoint(refus: Parameters<typeof expliquerPoint>[0], saisies: Saisies): RetourDeFormulaire {
  const { version: _version, ...gardees } = saisies
  return retourDuRefus(expliquerPoint(refus), refus.code === 'page-perimee' ? gardees : saisies)
}

/** An example for the list of routes: the link of a request that waits. */
async function unLien(tx: Tx, secret: string, maintenant: Date): Promise<string | null> {
  const ligne = await tx
    .selectFrom('demande_de_point')
    .select(['id', 'cooperation_id as cooperationId'])
    .orderBy('envoyee_le', 'desc')
    .limit(1)
    .executeTakeFirst()
  return ligne
    ? cheminDuPoint(secret, { cooperationId: ligne.cooperationId, demandeId: ligne.id }, maintenant)
    : null
}
