import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cle, jourFacultatif, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { telecharger } from '#platform/http/telecharger.ts'
import { jourDe } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { ajouterJoursOuvres } from '#shared/jours-ouvres.ts'
import { findDemande, listAvis, listEvenements } from '../demandes.queries.ts'
import { suitDesDemandes, traite } from '../domain/droits.ts'
import { CYCLE, GESTES, type Geste, OUVERTES } from '../domain/etats.ts'
import { remplirModele } from '../domain/modele.ts'
import { uneDemande } from '../exemples.ts'
import { type Explication, expliquer, type RefusDemande } from '../expliquer.ts'
import { listSemblables } from '../file/file.queries.ts'
import { compterUsage, listModeles, modelesPour } from '../modeles/modeles.queries.ts'
import { rendreAvis } from '../partage/solliciter.ts'
import { prevenir } from '../relances/prevenir.ts'
import { agir } from './agir.ts'
import { lireAide } from './aide.queries.ts'
import { type PropsDemande, pageDemande } from './demande.page.tsx'
import { ecrireMessage } from './echanger.ts'
import { pageGeste } from './geste.page.tsx'
import { recevoir } from './recevoir.routes.ts'

type Adresse = { Params: { id: string } }
/** Open days proposed to a town hall for its answer. */
const QUESTION_JOURS = 5
type AdresseGeste = { Params: { id: string; geste: string } }

export const enRetour = ({ champ, phrase, statut }: Explication, saisies?: Saisies): RetourDeFormulaire => ({
  ...(saisies && { saisies }),
  statut,
  ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
})

const SchemaGeste = z.object({
  texte: texteLibre(6000),
  avant: jourFacultatif,
  tiers: texteLibre(160),
  courriel: z
    .string()
    .default('')
    .transform((lu) => lu.trim().toLowerCase())
    .refine(
      (lu) => lu === '' || z.email().safeParse(lu).success,
      'Indiquez une adresse complète, comme nom@organisme.fr.',
    ),
  version,
  cle,
})
const ANNONCES: Readonly<Partial<Record<Geste, string>>> = {
  prendre: 'Demande prise en charge. La mairie le voit.',
  demander: 'Question envoyée. Le temps court maintenant à la mairie.',
  completer: 'Réponse envoyée. Le temps repart au CDG.',
  repondre: 'Réponse envoyée à la mairie.',
  rouvrir: 'Demande rouverte : votre centre la reprend, avec son historique.',
  cloturer: 'Demande terminée.',
  annuler: 'Demande annulée.',
}

/** One request: its page, its deeds, its thread, its files, and what goes to another centre. */
export function dossierRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services
  const introuvable = (requete: FastifyRequest, reponse: FastifyReply) =>
    services.introuvable(requete, reponse, 'Cette demande')

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire & Pick<PropsDemande, 'forme'> = {},
  ) => {
    const voulu = saisie(requete.query as Saisies, 'message') ?? saisie(retour.saisies, 'modele') ?? ''
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const demande = await findDemande(tx, id)
      if (!demande) return null
      const acteur = acteurDe(requete)
      const ouverte = OUVERTES.includes(demande.etat)
      return {
        demande,
        evenements: await listEvenements(tx, id),
        avis: await listAvis(tx, id),
        aide: traite.autorise(acteur)
          ? await lireAide(tx, acteur, demande, jourDe(requete.maintenant), estId(voulu) ? voulu : null)
          : null,
        semblables: ouverte && traite.autorise(acteur) ? await listSemblables(tx, demande) : [],
      }
    })
    if (!donnees) return introuvable(requete, reponse)
    const page = pageDemande({
      ...donnees,
      ...retour,
      acteur: acteurDe(requete),
      maintenant: requete.maintenant,
      cle: nouvelId(),
    })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/demandes/:id',
    { config: { droit: suitDesDemandes, exemple: uneDemande('', 'ATTENTE_COLLECTIVITE') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )

  const afficherGeste = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    geste: Geste,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const demande = await findDemande(tx, id)
      const avecMots = (geste === 'repondre' || geste === 'demander') && traite.autorise(acteur)
      return (
        demande && {
          demande,
          modeles: avecMots ? modelesPour(await listModeles(tx), geste, demande.typeId) : [],
        }
      )
    })
    if (!donnees) return introuvable(requete, reponse)
    const { demande, modeles } = donnees
    const voulu = saisie(requete.query as Saisies, 'modele') ?? saisie(retour.saisies ?? {}, 'modele')
    const choisi = modeles.find((modele) => modele.id === voulu) ?? null
    const mots = {
      choisi: choisi && {
        id: choisi.id,
        texte: remplirModele(choisi.texte, {
          employeur: demande.employeur,
          numero: demande.numero ?? '',
          objet: demande.objet,
        }),
      },
      autres: modeles,
    }
    const avant = ajouterJoursOuvres(jourDe(requete.maintenant), QUESTION_JOURS)
    const page = pageGeste({ demande, geste, cle: nouvelId(), mots, avant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<AdresseGeste>(
    '/demandes/:id/faire/:geste',
    { config: { droit: suitDesDemandes, exemple: uneDemande('/faire/demander') } },
    (requete, reponse) => {
      const { id, geste } = requete.params
      if (!estGeste(geste) || geste === 'reunir' || CYCLE[geste].gardes.length === 0)
        return introuvable(requete, reponse)
      return afficherGeste(requete, reponse, id, geste)
    },
  )
  app.post<AdresseGeste>(
    '/demandes/:id/faire/:geste',
    { config: { droit: suitDesDemandes } },
    async (requete, reponse) => {
      const { id, geste } = requete.params
      // Sending is a form of its own, with the fields of its type; putting two together too, with the other one.
      if (!estGeste(geste) || geste === 'deposer' || geste === 'reunir') return introuvable(requete, reponse)
      const recu = await recevoir(requete, fichiers)
      const lu = lireFormulaire(SchemaGeste, recu.champs)
      const fautes = [...(lu.ok ? [] : lu.fautes), ...recu.fautes]
      const saisies = recu.champs
      const refaire = (retour: RetourDeFormulaire) =>
        geste === 'completer' || CYCLE[geste].gardes.length === 0
          ? afficher(requete, reponse, id, { ...retour, forme: 'completer' })
          : afficherGeste(requete, reponse, id, geste, retour)
      if (!lu.ok || fautes.length > 0) return refaire({ fautes, saisies, statut: 422 })
      const { version: lue, cle: envoi, ...demande } = lu.valeurs
      const acteur = acteurDe(requete)
      const issue = await agir(
        base,
        acteur,
        id,
        geste,
        lue,
        { ...demande, fichiers: recu.fichiers },
        envoi,
        requete.maintenant,
      )
      if (!issue.ok)
        return issue.refus.code === 'introuvable'
          ? introuvable(requete, reponse)
          : refaire(enRetour(expliquer(issue.refus), saisies))
      await prevenir(services, acteur, id, geste, requete.maintenant)
      await compterModele(requete, recu.champs)
      services.annoncer(reponse, ANNONCES[geste] ?? `${CYCLE[geste].libelle} : c’est fait.`)
      return versPage(reponse, `/demandes/${id}`)
    },
  )

  /** The ready words that served, when some did. */
  const compterModele = async (requete: FastifyRequest, champs: Saisies): Promise<void> => {
    const acteur = acteurDe(requete)
    const modele = saisie(champs, 'modele') ?? ''
    if (estId(modele) && traite.autorise(acteur))
      await base.enTantQue(acteur, (tx) => compterUsage(tx, modele))
  }

  app.post<Adresse>(
    '/demandes/:id/messages',
    { config: { droit: suitDesDemandes } },
    async (requete, reponse) => {
      const { id } = requete.params
      const recu = await recevoir(requete, fichiers)
      const lu = lireFormulaire(z.object({ texte: texteLibre(6000), cle }), recu.champs)
      const fautes = [...(lu.ok ? [] : lu.fautes), ...recu.fautes]
      if (!lu.ok || fautes.length > 0)
        return afficher(requete, reponse, id, { fautes, saisies: recu.champs, statut: 422, forme: 'message' })
      const acteur = acteurDe(requete)
      const interne = saisie(recu.champs, 'visible') === 'cdg'
      const message = {
        texte: lu.valeurs.texte,
        interne,
        nouvelles: saisie(recu.champs, 'nouvelles') === 'oui',
        fichiers: recu.fichiers,
      }
      const issue = await ecrireMessage(base, acteur, id, message, lu.valeurs.cle, requete.maintenant)
      if (!issue.ok) return refuser(requete, reponse, id, issue.refus, recu.champs, 'message')
      if (!interne) await prevenir(services, acteur, id, 'message', requete.maintenant)
      await compterModele(requete, recu.champs)
      services.annoncer(reponse, interne ? 'Note gardée entre centres.' : 'Message envoyé.')
      return versPage(reponse, `/demandes/${id}#suivi`)
    },
  )
  const refuser = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    refus: RefusDemande,
    saisies: Saisies,
    forme: NonNullable<PropsDemande['forme']>,
  ) =>
    refus.code === 'introuvable'
      ? introuvable(requete, reponse)
      : afficher(requete, reponse, id, { ...enRetour(expliquer(refus), saisies), forme })

  app.post<Adresse>('/demandes/avis/:id/rendre', { config: { droit: traite } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(z.object({ texte: texteLibre(8000), version }), requete.body)
    const [lue, texte] = lu.ok ? [lu.valeurs.version, lu.valeurs.texte] : [-1, '']
    const issue = await rendreAvis(
      services,
      acteurDe(requete),
      requete.params.id,
      lue,
      texte,
      requete.maintenant,
    )
    if (issue.ok) {
      services.annoncer(reponse, 'Avis rendu.')
      return versPage(reponse, `/demandes/${issue.valeur.id}`)
    }
    if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cet avis')
    const id = await base.enTantQue(acteurDe(requete), (tx) =>
      tx
        .selectFrom('demande_avis')
        .select('demande_id')
        .where('id', '=', requete.params.id)
        .executeTakeFirst(),
    )
    return refuser(requete, reponse, id?.demande_id ?? '', issue.refus, saisies, 'avis')
  })

  app.get<Adresse>(
    '/demandes/pieces/:id',
    { config: { droit: suitDesDemandes } },
    async (requete, reponse) => {
      const piece = await base.enTantQue(acteurDe(requete), (tx) =>
        tx
          .selectFrom('demande_piece')
          .innerJoin('fichier', 'fichier.id', 'demande_piece.fichier_id')
          .select(['fichier.nom', 'fichier.type_mime as typeMime', 'fichier.sha256'])
          .where('fichier.id', '=', requete.params.id)
          .executeTakeFirst(),
      )
      if (!piece) return services.introuvable(requete, reponse, 'Ce document')
      return telecharger(reponse, fichiers, piece)
    },
  )
}

const estGeste = (texte: string): texte is Geste => (GESTES as readonly string[]).includes(texte)
