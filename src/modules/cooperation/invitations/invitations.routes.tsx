import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { inscrireCompte, ouvrirSession } from '#platform/comptes/inscrire.ts'
import { acteurDe, versPage } from '#platform/http/contexte.ts'
import { poserSession } from '#platform/http/entree/poser-session.ts'
import { lireLien, signerLien } from '#platform/http/liens.ts'
import type { Services } from '#platform/http/services.ts'
import { engageSonOrganisme, ouvertATous } from '#shared/acteur.ts'
import { estId } from '#shared/ids.ts'
import { pageInvitation, pageInvitationInutile } from './invitations.page.tsx'
import { USAGE_INVITATION } from './inviter.ts'
import {
  accepterInvitation,
  annulerInvitation,
  type CibleInvitation,
  lireCible,
  lireInvitation,
  renvoyerInvitation,
} from './repondre-invitation.ts'

const PHRASES: Readonly<Record<string, string>> = {
  'deja-acceptee': 'Cette personne est déjà entrée : terminez son mandat s’il doit prendre fin.',
  'sans-fonction': 'Cette personne n’a plus de fonction : donnez-lui en une, elle sera invitée à nouveau.',
}

/** The link of an invitation: GET shows and spends nothing, POST opens the account. And what the inviting member does of it. */
export function invitationsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const cibleDe = (requete: FastifyRequest, jeton: string): CibleInvitation | 'faux' | 'perime' => {
    const lu = lireLien(services.secret, jeton, USAGE_INVITATION, requete.maintenant)
    return typeof lu === 'string' ? lu : (lireCible(lu.objet) ?? 'faux')
  }
  const exemple = async (tx: Tx) => {
    const ligne = await tx
      .selectFrom('invitation_acces')
      .select(['id', 'cooperation_id', 'envoi'])
      .where('acceptee_le', 'is', null)
      .where('annulee_le', 'is', null)
      .where('expire_le', '>', services.maintenant())
      .executeTakeFirst()
    return (
      ligne &&
      `/invitation/${signerLien(services.secret, {
        usage: USAGE_INVITATION,
        objet: `${ligne.cooperation_id}/${ligne.id}/${ligne.envoi}`,
        expireLe: new Date(+services.maintenant() + 3_600_000),
      })}`
    )
  }
  app.get<{ Params: { jeton: string } }>(
    '/invitation/:jeton',
    { config: { droit: ouvertATous, exemple: async (tx) => (await exemple(tx)) ?? null } },
    async (requete, reponse) => {
      const { jeton } = requete.params
      const cible = cibleDe(requete, jeton)
      if (typeof cible === 'string')
        return services.pageSimple(requete, reponse, pageInvitationInutile(cible, ''))
      const lue = await lireInvitation(base, cible, requete.maintenant)
      return services.pageSimple(
        requete,
        reponse,
        lue.ok
          ? pageInvitation(lue.valeur, jeton, requete.maintenant)
          : pageInvitationInutile(lue.refus.code, lue.refus.libelle),
      )
    },
  )
  app.post<{ Params: { jeton: string } }>(
    '/invitation/:jeton',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const cible = cibleDe(requete, requete.params.jeton)
      if (typeof cible === 'string')
        return services.pageSimple(requete, reponse, pageInvitationInutile(cible, ''))
      const issue = await accepterInvitation(base, cible, requete.maintenant)
      if (!issue.ok)
        return services.pageSimple(
          requete,
          reponse,
          pageInvitationInutile(issue.refus.code, issue.refus.libelle),
        )
      const { courriel, nom, cooperationId, organismeId, libelle, fonctions } = issue.valeur
      const compteId = await inscrireCompte(services.comptes, courriel, nom)
      const cookie = await ouvrirSession(services, compteId, { cooperationId, organismeId }, 'courriel')
      services.securite.noter(requete, 'entree', { compte: compteId, moyen: 'invitation' })
      services.annoncer(reponse, `Vous agissez maintenant pour ${libelle}.`)
      // A secretary starts from what waits for her town hall.
      const mairie = fonctions.every(({ fonction }) => fonction === 'secretariat_mairie')
      return versPage(poserSession(reponse, services, cookie), mairie ? '/mairie' : '/tableau-de-bord')
    },
  )

  type Issue = Awaited<ReturnType<typeof renvoyerInvitation>> | Awaited<ReturnType<typeof annulerInvitation>>
  const terminer = (requete: FastifyRequest, reponse: FastifyReply, issue: Issue, fait: string) => {
    if (!issue.ok && !(issue.refus.code in PHRASES))
      return services.introuvable(requete, reponse, 'Cette invitation')
    services.annoncer(reponse, issue.ok ? fait : PHRASES[issue.refus.code]!)
    return versPage(reponse, '/personnes')
  }
  app.post<{ Params: { id: string } }>(
    '/invitations/:id/renvoyer',
    { config: { droit: engageSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      if (!estId(id)) return services.introuvable(requete, reponse, 'Cette invitation')
      const issue = await renvoyerInvitation(base, services, acteurDe(requete), id, requete.maintenant)
      return terminer(requete, reponse, issue, 'Invitation renvoyée : le lien précédent ne sert plus.')
    },
  )
  app.post<{ Params: { id: string } }>(
    '/invitations/:id/annuler',
    { config: { droit: engageSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      if (!estId(id)) return services.introuvable(requete, reponse, 'Cette invitation')
      const issue = await annulerInvitation(base, acteurDe(requete), id, requete.maintenant)
      return terminer(
        requete,
        reponse,
        issue,
        'Invitation annulée : son lien ne sert plus, la fonction est retirée.',
      )
    },
  )
}
