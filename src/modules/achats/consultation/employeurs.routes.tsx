import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, numeroDePage, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { jamais } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { agitPourSonMembre, litLesAchats } from '../domain/droits.ts'
import { consultationOuverte, ETAPES_EMPLOYEUR, type EtapeEmployeur } from '../domain/reponse.ts'
import { PAR_PAGE } from '../employeurs-un-par-un.tsx'
import { unEmployeur, uneOperation } from '../exemples.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { pageEmployeur } from './employeur.page.tsx'
import { pageEmployeurs } from './employeurs.page.tsx'
import { findEmployeur, listEmployeurs, listEntonnoir } from './employeurs.queries.ts'
import type { FiltreChoisi } from './employeurs-liste.tsx'
import { expliquerReponse, reponseDe, SchemaPapier } from './formulaire-reponse.tsx'
import { inviterEmployeurs, type RefusInvitation, relancerEmployeurs } from './inviter.ts'
import { modeleDeMandat } from './mandat.ts'
import { garderFichier, recevoirEnvoi } from './recevoir-envoi.routes.ts'
import { saisirPapier } from './repondre.ts'

type Adresse = { Params: { id: string } }

/** The employers of a purchase, seen by the members: funnel, invitations, reminders, paper answers. */
export function employeursRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    operationId: string,
    retour: { readonly alerte?: string; readonly statut?: number } = {},
  ) => {
    const filtre = lireFiltre(requete.query as Saisies)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      operation: await findOperation(tx, operationId),
      entonnoir: await listEntonnoir(tx, operationId),
      ...(await listEmployeurs(tx, {
        operationId,
        ...(filtre.centre && { centreId: filtre.centre }),
        ...(filtre.etape && { etape: filtre.etape }),
        ...(filtre.mots && { mots: filtre.mots }),
        limite: PAR_PAGE,
        decalage: (filtre.page - 1) * PAR_PAGE,
      })),
    }))
    const { operation, ...reste } = donnees
    if (!operation) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const aujourdhui = jourDe(requete.maintenant)
    const page = pageEmployeurs({
      operation,
      ...reste,
      filtre,
      acteur: acteurDe(requete),
      aujourdhui,
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/achats/:id/employeurs',
    { config: { droit: litLesAchats, exemple: uneOperation('/employeurs') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )

  const conclure = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    issue: { readonly ok: true } | { readonly ok: false; readonly refus: RefusInvitation },
    annonce: string,
  ) => {
    if (!issue.ok) {
      if (issue.refus.code === 'introuvable')
        return services.introuvable(requete, reponse, 'Cet achat groupé')
      return afficher(requete, reponse, id, expliquerInvitation(issue.refus))
    }
    services.annoncer(reponse, annonce)
    return versPage(reponse, `/achats/${id}/employeurs`)
  }
  app.post<Adresse>(
    '/achats/:id/employeurs/inviter',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = await inviterEmployeurs(base, services, acteurDe(requete), id, requete.maintenant)
      const annonce = issue.ok
        ? `${compte(issue.valeur.ajoutes, 'employeur consulté', 'employeurs consultés')}, ${compte(issue.valeur.messages, 'message envoyé', 'messages envoyés')}.`
        : ''
      return conclure(requete, reponse, id, issue, annonce)
    },
  )
  app.post<Adresse>(
    '/achats/:id/employeurs/relancer',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const issue = await relancerEmployeurs(base, services, acteurDe(requete), id, requete.maintenant)
      const annonce = issue.ok
        ? `${compte(issue.valeur.relances, 'employeur relancé', 'employeurs relancés')}.`
        : ''
      return conclure(requete, reponse, id, issue, annonce)
    },
  )

  const afficherUn = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const employeur = await findEmployeur(tx, id)
      return employeur && { employeur, operation: await findOperation(tx, employeur.operationId) }
    })
    if (!donnees?.operation) return services.introuvable(requete, reponse, 'Cet employeur')
    const aujourdhui = jourDe(requete.maintenant)
    const page = pageEmployeur({
      employeur: donnees.employeur,
      operation: donnees.operation,
      acteur: acteurDe(requete),
      aujourdhui,
      ouverte: consultationOuverte(donnees.operation, aujourdhui).ok,
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/achats/employeurs/:id',
    { config: { droit: litLesAchats, exemple: unEmployeur() } },
    (requete, reponse) => afficherUn(requete, reponse, requete.params.id),
  )
  app.get<Adresse>(
    '/achats/employeurs/:id/mandat.docx',
    { config: { droit: litLesAchats, exemple: unEmployeur('/mandat.docx') } },
    async (requete, reponse) => {
      const lu = await base.enTantQue(acteurDe(requete), async (tx) => {
        const employeur = await findEmployeur(tx, requete.params.id)
        return employeur && { employeur, operation: await findOperation(tx, employeur.operationId) }
      })
      if (!lu?.operation) return services.introuvable(requete, reponse, 'Cet employeur')
      return reponse
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', 'attachment; filename="mandat.docx"')
        .send(await modeleDeMandat(lu.operation, lu.employeur, jourDe(requete.maintenant)))
    },
  )
  app.post<Adresse>(
    '/achats/employeurs/:id/papier',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const { champs, fichier } = await recevoirEnvoi(requete)
      const { version: _perimee, ...saisies } = champs
      const revenir = (retour: RetourDeFormulaire) => afficherUn(requete, reponse, id, { saisies, ...retour })
      const lu = lireFormulaire(SchemaPapier, champs)
      if (!lu.ok) return revenir({ fautes: lu.fautes, statut: 422 })
      const { recuLe, version } = lu.valeurs
      if (recuLe > jourDe(requete.maintenant))
        return revenir({
          fautes: [{ champ: 'recuLe', message: 'Ce jour n’est pas encore passé.' }],
          statut: 422,
        })
      const garde = fichier && (await garderFichier(fichiers, fichier))
      if (garde && 'motif' in garde)
        return revenir({ fautes: [{ champ: 'fichier', message: garde.motif }], statut: 422 })
      const issue = await saisirPapier(
        base,
        acteurDe(requete),
        id,
        version,
        reponseDe(lu.valeurs),
        recuLe,
        garde,
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'Réponse enregistrée en son nom. Le journal dit qui l’a saisie.')
        return versPage(reponse, `/achats/employeurs/${id}`)
      }
      const { champ, phrase, statut } = expliquerReponse(issue.refus)
      return revenir({ statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) })
    },
  )
}

function lireFiltre(adresse: Saisies): FiltreChoisi {
  const centre = saisie(adresse, 'centre') ?? ''
  const etape = saisie(adresse, 'etape') ?? ''
  return {
    centre: estId(centre) ? centre : '',
    etape: Object.hasOwn(ETAPES_EMPLOYEUR, etape) ? (etape as EtapeEmployeur) : '',
    mots: (saisie(adresse, 'q') ?? '').trim().slice(0, 100),
    page: numeroDePage(saisie(adresse, 'page')),
  }
}

function expliquerInvitation(refus: RefusInvitation): { readonly alerte: string; readonly statut: number } {
  switch (refus.code) {
    case 'interdit':
      return {
        alerte: 'La décision ne lie pas votre structure : elle n’invite personne dans cet achat.',
        statut: 403,
      }
    case 'introuvable':
      return { alerte: 'Cet achat groupé n’existe pas.', statut: 404 }
    case 'pas-ouverte':
    case 'close':
      return { alerte: expliquerReponse(refus).phrase, statut: 409 }
    case 'aucun-employeur':
      return {
        alerte:
          'Tous les employeurs de votre annuaire sont déjà invités. Pour en ajouter, importez vos employeurs et leurs contacts dans « Collectivités ».',
        statut: 409,
      }
    case 'personne-a-relancer':
      return {
        alerte: 'Personne à relancer : chacun a répondu, ou a reçu un message depuis moins de sept jours.',
        statut: 409,
      }
    default:
      return jamais(refus)
  }
}
