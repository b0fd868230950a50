import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { chercherOrganismes } from '#modules/annuaire'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { type Faute, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { estId } from '#shared/ids.ts'
import { acte, cle, jour, libelle, OrganismeSaisi } from '../champs.ts'
import { administreLaCooperation } from '../domain/droits.ts'
import { ROLES_ORDINAIRES } from '../domain/membres.ts'
import { faireEntrer, type NouveauMembre } from './faire-entrer.ts'
import { listDepartements } from './membres.repository.ts'
import { A_SAISIR, pageNouveauMembre } from './nouveau-membre.page.tsx'
import { PHRASES_MEMBRE } from './phrases.ts'

const Inscription = z.object({
  organisme: z.string().default(A_SAISIR),
  libelle,
  role: z.enum(ROLES_ORDINAIRES, 'Choisissez le rôle.'),
  du: jour(),
  acte,
  cle,
})
const TROUVES_MAX = 12

/** A member enters: found in the directory, or typed when the directory does not know it. */
export function nouveauMembreRoutes(app: FastifyInstance, services: Services): void {
  const config = { droit: administreLaCooperation }
  const afficher = async (requete: FastifyRequest, reponse: FastifyReply, etat: RetourDeFormulaire = {}) => {
    const texte = (saisie((etat.saisies ?? requete.query) as Saisies, 'q') ?? '').trim().slice(0, 100)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      trouves: texte ? await chercherOrganismes(tx, texte, TROUVES_MAX) : [],
      departements: await listDepartements(tx),
    }))
    return services.page(
      requete,
      reponse,
      cadre,
      pageNouveauMembre({
        texte,
        ...donnees,
        acteur: acteurDe(requete),
        maintenant: requete.maintenant,
        ...etat,
      }),
    )
  }
  app.get('/membres/nouveau', { config: { ...config, exemple: '/membres/nouveau' } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.post('/membres', { config }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const lue = lireInscription(saisies)
    if ('fautes' in lue) return afficher(requete, reponse, { fautes: lue.fautes, saisies, statut: 422 })
    const issue = await faireEntrer(services.base, acteurDe(requete), lue.membre, lue.cle, requete.maintenant)
    if (!issue.ok)
      return afficher(requete, reponse, {
        alerte: PHRASES_MEMBRE[issue.refus.code]!,
        saisies,
        statut: issue.refus.code === 'interdit' ? 403 : 409,
      })
    services.annoncer(
      reponse,
      `${lue.membre.libelle} est inscrit. Invitez maintenant la première personne qui agira pour lui.`,
    )
    return versPage(reponse, `/membres/${issue.valeur.organismeId}`)
  })
}

/** The member asked for: a body of the directory when one was chosen, otherwise what was typed. */
function lireInscription(
  saisies: Saisies,
):
  | { readonly membre: NouveauMembre; readonly cle: string | undefined }
  | { readonly fautes: readonly Faute[] } {
  const lu = lireFormulaire(Inscription, saisies)
  const choisi = saisie(saisies, 'organisme') ?? A_SAISIR
  const saisi = choisi === A_SAISIR ? lireFormulaire(OrganismeSaisi, saisies) : null
  const fautes = [
    ...(saisi && !saisi.ok ? saisi.fautes : []),
    ...(lu.ok ? [] : lu.fautes),
    ...(choisi === A_SAISIR || estId(choisi)
      ? []
      : [{ champ: 'organisme', message: 'Choisissez un organisme de la liste.' }]),
  ]
  if (!lu.ok || fautes.length > 0) return { fautes }
  const { cle: envoi, organisme, ...reste } = lu.valeurs
  return {
    membre: { ...reste, organisme: saisi?.ok ? saisi.valeurs : { id: organisme } },
    cle: envoi,
  }
}
