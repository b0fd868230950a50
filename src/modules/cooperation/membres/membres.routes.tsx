import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inscrireCompte } from '#platform/comptes/inscrire.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { duReseau } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { aNom, deNom } from '#shared/mots.ts'
import { acte, cle, courriel, jour, libelle, nomDePersonne, version } from '../champs.ts'
import { administreLaCooperation } from '../domain/droits.ts'
import { ROLES_ORDINAIRES } from '../domain/membres.ts'
import { nommerLaPremiere } from '../personnes/personnes.ts'
import { donnerRole, faireSortir, modifierMembre, transmettre } from './administrer.ts'
import { pageCoordination } from './coordination.page.tsx'
import { type EtatMembre, PREMIERES_FONCTIONS, pageMembre } from './membre.page.tsx'
import { pageMembres } from './membres.page.tsx'
import { listMembres } from './membres.repository.ts'
import { nouveauMembreRoutes } from './nouveau-membre.routes.tsx'
import { PHRASES_MEMBRE } from './phrases.ts'

const FormulaireFiche = z.object({
  libelle,
  territoire: z.string().trim().max(120, 'Le territoire tient en 120 caractères.').default(''),
  ordre: z.coerce
    .number('Indiquez un rang : 1, 2, 3…')
    .int('Indiquez un rang entier : 1, 2, 3…')
    .min(1, 'Le premier rang est 1.')
    .max(999, 'Le rang va jusqu’à 999.'),
  version,
})
const FormulaireRole = z.object({ role: z.enum(ROLES_ORDINAIRES, 'Choisissez le rôle.'), du: jour(), acte })
const FormulaireSortie = z.object({
  au: jour('Indiquez son dernier jour comme membre, comme 31/12/2026.'),
  acte,
})
const FormulairePremiere = z.object({
  nom: nomDePersonne,
  courriel,
  fonction: z.enum(PREMIERES_FONCTIONS, 'Choisissez la fonction.'),
  cle,
})
const FormulaireCoordination = z.object({
  organisme: z.string().refine(estId, 'Choisissez qui coordonnera.'),
  du: jour(),
  acte: z
    .string()
    .trim()
    .min(5, 'Indiquez l’accord qui le décide : une séance, une délibération, un article du règlement.')
    .max(300, 'L’accord tient en 300 caractères.'),
})

type Adresse = { Params: { id: string } }
/** Who belongs to the cooperation: everybody reads, the coordinating member keeps the register. */
export function membresRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const lire = (requete: FastifyRequest) =>
    services.lire(requete, (tx) => listMembres(tx, jourDe(requete.maintenant)))
  const statutDe = (code: string) => (code === 'interdit' ? 403 : 409)
  const config = { droit: administreLaCooperation }

  app.get('/membres', { config: { droit: duReseau, exemple: '/membres' } }, async (requete, reponse) => {
    const { cadre, donnees } = await lire(requete)
    const page = pageMembres({
      membres: donnees,
      acteur: acteurDe(requete),
      aujourdhui: jourDe(requete.maintenant),
    })
    return services.page(requete, reponse, cadre, page)
  })
  nouveauMembreRoutes(app, services)

  const afficherCoordination = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await lire(requete)
    return services.page(
      requete,
      reponse,
      cadre,
      pageCoordination({
        membres: donnees,
        acteur: acteurDe(requete),
        maintenant: requete.maintenant,
        ...etat,
      }),
    )
  }
  app.get(
    '/membres/coordination',
    { config: { ...config, exemple: '/membres/coordination' } },
    (requete, reponse) => afficherCoordination(requete, reponse),
  )
  app.post('/membres/coordination', { config }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireCoordination, requete.body)
    if (!lu.ok) return afficherCoordination(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const membre = await trouver(requete, lu.valeurs.organisme)
    if (!membre) return services.introuvable(requete, reponse, 'Ce membre')
    const issue = await transmettre(
      base,
      acteurDe(requete),
      { organismeId: lu.valeurs.organisme, libelle: membre.libelle, ...lu.valeurs },
      requete.maintenant,
    )
    if (!issue.ok)
      return issue.refus.code === 'introuvable'
        ? afficherCoordination(requete, reponse, {
            fautes: [{ champ: 'du', message: 'Cette structure n’est pas membre à cette date.' }],
            saisies,
            statut: 422,
          })
        : afficherCoordination(requete, reponse, {
            alerte: PHRASES_MEMBRE[issue.refus.code],
            saisies,
            statut: statutDe(issue.refus.code),
          })
    services.annoncer(reponse, `Coordination transmise ${aNom(membre.libelle)}.`)
    return versPage(reponse, '/membres')
  })

  const trouver = async (requete: FastifyRequest, id: string) =>
    (await lire(requete)).donnees.find(({ organismeId }) => organismeId === id)
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    etat: EtatMembre = {},
  ) => {
    const { cadre, donnees } = await lire(requete)
    const membre = donnees.find(({ organismeId }) => organismeId === id)
    if (!membre) return services.introuvable(requete, reponse, 'Ce membre')
    return services.page(
      requete,
      reponse,
      cadre,
      pageMembre({ membre, acteur: acteurDe(requete), maintenant: requete.maintenant, ...etat }),
    )
  }
  app.get<Adresse>(
    '/membres/:id',
    {
      config: {
        droit: duReseau,
        exemple: async (tx) => {
          const un = await tx.selectFrom('membre').select('organisme_id').orderBy('ordre').executeTakeFirst()
          return un ? `/membres/${un.organisme_id}` : null
        },
      },
    },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )

  /** One deed on one member: reads the form, acts, and answers on the page of the member. */
  const poser = <S extends z.ZodType>(
    chemin: string,
    formulaire: NonNullable<EtatMembre['formulaire']>,
    schema: S,
    agir: (
      requete: FastifyRequest,
      membre: { readonly organismeId: string; readonly libelle: string },
      valeurs: z.output<S>,
    ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly refus: { readonly code: string } }>,
    fait: (valeurs: z.output<S>, nom: string) => string,
  ) =>
    app.post<Adresse>(`/membres/:id${chemin}`, { config }, async (requete, reponse) => {
      const { id } = requete.params
      const saisies = (requete.body ?? {}) as Saisies
      const membre = await trouver(requete, id)
      if (!membre) return services.introuvable(requete, reponse, 'Ce membre')
      const lu = lireFormulaire(schema, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, { fautes: lu.fautes, saisies, formulaire, statut: 422 })
      const issue = await agir(requete, { organismeId: id, libelle: membre.libelle }, lu.valeurs)
      if (!issue.ok) {
        const { code } = issue.refus
        if (code === 'introuvable') return services.introuvable(requete, reponse, 'Ce membre')
        // A stale page shows what is true now: typing again would overwrite what another person wrote.
        const perimee = code === 'page-perimee'
        return afficher(requete, reponse, id, {
          alerte: perimee ? PAGE_PERIMEE : PHRASES_MEMBRE[code]!,
          ...(!perimee && { saisies }),
          formulaire,
          statut: statutDe(code),
        })
      }
      services.annoncer(reponse, fait(lu.valeurs, membre.libelle))
      return versPage(reponse, `/membres/${id}`)
    })

  poser(
    '',
    'fiche',
    FormulaireFiche,
    (requete, { organismeId }, valeurs) =>
      modifierMembre(base, acteurDe(requete), { organismeId, ...valeurs }, requete.maintenant),
    () => 'Nom et rang enregistrés.',
  )
  poser(
    '/role',
    'role',
    FormulaireRole,
    (requete, membre, valeurs) =>
      donnerRole(base, acteurDe(requete), { ...membre, ...valeurs }, requete.maintenant),
    (_, nom) => `Rôle ${deNom(nom)} enregistré.`,
  )
  poser(
    '/sortie',
    'sortie',
    FormulaireSortie,
    (requete, membre, valeurs) =>
      faireSortir(base, acteurDe(requete), { ...membre, ...valeurs }, requete.maintenant),
    (_, nom) => `Sortie ${deNom(nom)} enregistrée.`,
  )
  poser(
    '/premiere-personne',
    'premiere',
    FormulairePremiere,
    async (requete, membre, { cle: envoi, ...demande }) => {
      const issue = await nommerLaPremiere(
        base,
        services,
        acteurDe(requete),
        membre,
        demande,
        envoi,
        requete.maintenant,
      )
      if (issue.ok) await inscrireCompte(services.comptes, demande.courriel, demande.nom)
      return issue
    },
    ({ courriel: adresse }) => `Invitation envoyée à ${adresse}.`,
  )
}
