import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { prereglages } from '#modules/gouvernance'
import { inscrireCompte, ouvrirSession } from '#platform/comptes/inscrire.ts'
import { type Saisies, versPage } from '#platform/http/contexte.ts'
import { poserSession } from '#platform/http/entree/poser-session.ts'
import { choisies, type Faute, lireFormulaire } from '#platform/http/formulaire.ts'
import { lireLien, signerLien } from '#platform/http/liens.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { lireAutresMembres } from './autres-membres.ts'
import { creerCooperation } from './creer-cooperation.ts'
import { pageLienInutile, pagePremierAcces } from './premier-acces.page.tsx'

export const USAGE_PREMIER_ACCES = 'premier-acces'

const MEMBRE = /^(cdg|departement):([0-9]{2,3}|2[AB])$/
const COORDONNATEUR = /^(cdg|departement|autre):[0-9AB]{1,3}$/
const FormulaireCooperation = z.object({
  nom: z
    .string('Donnez un nom à la coopération.')
    .trim()
    .min(3, 'Donnez un nom à la coopération (3 caractères au moins).')
    .max(160, 'Le nom tient en 160 caractères.'),
  niveau: z.enum(['regional', 'interregional', 'national', 'thematique'], 'Choisissez le niveau.'),
  membre: z
    .union([z.string().transform((un) => [un]), z.array(z.string())])
    .default([])
    .pipe(z.array(z.string().regex(MEMBRE)).max(101)),
  coordonnateur: z
    .string('Choisissez le membre coordonnateur.')
    .regex(COORDONNATEUR, 'Choisissez le membre coordonnateur.'),
  instance: z
    .string('Nommez la première instance.')
    .trim()
    .min(3, 'Nommez la première instance, comme « Conférence des présidences ».')
    .max(160),
  prereglage: z.enum(
    Object.keys(prereglages) as [keyof typeof prereglages],
    'Choisissez la règle de vote de départ.',
  ),
  personne: z
    .string('Indiquez votre nom ou votre fonction.')
    .trim()
    .min(2, 'Indiquez votre nom ou votre fonction.')
    .max(160),
  courriel: z
    .string('Indiquez votre adresse.')
    .trim()
    .toLowerCase()
    .pipe(z.email('Indiquez une adresse complète, comme nom@cdg.fr.')),
})

/** The first access in production: a one-time link, printed by the operator's command, creates a cooperation and its first account. */
export function premierAccesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const idDuLien = (
    requete: FastifyRequest,
    jeton: string,
  ): { readonly cause: 'faux' | 'perime' } | { readonly id: string } => {
    const lu = lireLien(services.secret, jeton, USAGE_PREMIER_ACCES, requete.maintenant)
    if (typeof lu === 'string') return { cause: lu }
    return estId(lu.objet) ? { id: lu.objet } : { cause: 'faux' }
  }
  const unLien = (): string =>
    `/premier-acces/${signerLien(services.secret, { usage: USAGE_PREMIER_ACCES, objet: nouvelId(), expireLe: new Date(+services.maintenant() + 3_600_000) })}`
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    jeton: string,
    etat: { fautes?: readonly Faute[]; saisies?: Saisies; statut?: number } = {},
  ) => {
    const regions = choisies(etat.saisies ?? (requete.query as Saisies), 'region')
    const [toutes, departements] = await Promise.all([
      base.horsPortee.selectFrom('region').select(['code', 'nom']).orderBy('nom').execute(),
      base.horsPortee
        .selectFrom('departement')
        .select(['code', 'nom', 'region_code as region'])
        .orderBy('code')
        .execute(),
    ])
    return services.pageSimple(
      requete,
      reponse,
      pagePremierAcces({
        jeton,
        regions: toutes,
        choisies: regions,
        departements: departements.filter(({ region }) => regions.includes(region)),
        tous: departements,
        ...etat,
      }),
    )
  }
  app.get<{ Params: { jeton: string } }>(
    '/premier-acces/:jeton',
    { config: { droit: ouvertATous, exemple: async () => unLien() } },
    (requete, reponse) => {
      const lien = idDuLien(requete, requete.params.jeton)
      return 'cause' in lien
        ? services.pageSimple(requete, reponse, pageLienInutile(lien.cause))
        : afficher(requete, reponse, requete.params.jeton)
    },
  )
  app.post<{ Params: { jeton: string } }>(
    '/premier-acces/:jeton',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const { jeton } = requete.params
      const lien = idDuLien(requete, jeton)
      if ('cause' in lien) return services.pageSimple(requete, reponse, pageLienInutile(lien.cause))
      const saisies = (requete.body ?? {}) as Saisies
      const lue = lireCooperation(saisies)
      if (!lue.ok) return afficher(requete, reponse, jeton, { fautes: lue.fautes, saisies, statut: 422 })
      const { personne, courriel, ...cooperation } = lue.valeurs
      const issue = await creerCooperation(
        base,
        {
          id: lien.id,
          ...cooperation,
          regions: choisies(saisies, 'region'),
          personne: { nom: personne, courriel },
        },
        requete.maintenant,
      )
      if (!issue.ok) return services.pageSimple(requete, reponse, pageLienInutile('utilise'))
      const compteId = await inscrireCompte(services.comptes, courriel, personne)
      const cookie = await ouvrirSession(services, compteId, issue.valeur, 'premier-acces')
      services.securite.noter(requete, 'entree', { compte: compteId, moyen: 'premier-acces' })
      services.annoncer(
        reponse,
        'Votre coopération est créée. Invitez maintenant les personnes de chaque membre.',
      )
      return versPage(poserSession(reponse, services, cookie), '/personnes')
    },
  )
}

/** The cooperation asked for, with its members of every type, or everything that is to be corrected at once. */
function lireCooperation(saisies: Saisies) {
  const [lu, autres] = [lireFormulaire(FormulaireCooperation, saisies), lireAutresMembres(saisies)]
  const fautes = [...(lu.ok ? [] : lu.fautes), ...(autres.ok ? [] : autres.fautes)]
  const cles = [...choisies(saisies, 'membre'), ...(autres.ok ? autres.valeurs.map(({ cle }) => cle) : [])]
  if (autres.ok && cles.length < 2)
    fautes.push({ champ: 'membre', message: 'Cochez deux membres au moins, ou indiquez-les plus bas.' })
  if (lu.ok && autres.ok && !cles.includes(lu.valeurs.coordonnateur))
    fautes.push({
      champ: 'coordonnateur',
      message: 'Le coordonnateur est l’un des membres cochés ou indiqués.',
    })
  if (!lu.ok || !autres.ok || fautes.length > 0) return { ok: false as const, fautes }
  const { membre, ...reste } = lu.valeurs
  const membres = membre.map((choix) => {
    const [type, departement] = choix.split(':') as ['cdg' | 'departement', string]
    return { type, departement }
  })
  return { ok: true as const, valeurs: { ...reste, membres, autres: autres.valeurs } }
}
