import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe, lireJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { publie } from '../domain/droits.ts'
import { pageChiffre, pageChiffres } from './chiffres.page.tsx'
import { findReglages, listChiffresRegles, listSirets } from './publiables.queries.ts'
import { pageReglages, pageSirets } from './reglages.page.tsx'
import { enregistrerChiffre, enregistrerSirets, reglerPortail } from './regler.ts'

const coche = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((valeur) => valeur !== undefined)
const texte = (max: number, quoi: string) =>
  z.string().trim().max(max, `${quoi} tient en ${max} caractères.`).default('')

const FormulaireReglages = z.object({
  ouvert: z.enum(['oui', 'non'], 'Dites si le portail est ouvert.'),
  adresse: z.string().trim().toLowerCase(),
  presentation: texte(4000, 'La présentation'),
  contact: texte(200, 'Le contact'),
  regleActions: z.enum(['aucune', 'au_dela_n0', 'retenues'], 'Choisissez les actions publiées par règle.'),
  regleSchema: coche,
  regleDelais: coche,
  version: z.coerce.number().int(),
})

const entier = (max: number, phrase: string) =>
  z
    .string(phrase)
    .trim()
    .transform((t) => t.replaceAll(/[\s\u00a0\u202f]/g, ''))
    .pipe(z.string().regex(/^\d{1,15}$/, phrase))
    .transform(Number)
    .pipe(z.number().max(max, `Le nombre est de ${max.toLocaleString('fr-FR')} au plus.`))

const FormulaireChiffre = z.object({
  libelle: z
    .string()
    .trim()
    .min(3, 'Dites ce que compte ce chiffre (3 caractères au moins).')
    .max(120, 'Le libellé tient en 120 caractères.'),
  approche: texte(30, 'Ce qui précède le nombre'),
  valeur: entier(1_000_000_000_000, 'Indiquez un nombre entier, comme 1739.'),
  unite: texte(30, 'L’unité'),
  source: z
    .string()
    .trim()
    .min(3, 'Donnez la source : un chiffre sans source ne se publie pas.')
    .max(300, 'La source tient en 300 caractères.'),
  constateLe: z.string().transform((saisi, contexte) => {
    const lu = lireJour(saisi)
    if (lu) return lu
    contexte.addIssue({ code: 'custom', message: 'Indiquez le jour du relevé, comme 15/12/2026.' })
    return z.NEVER
  }),
  ordre: entier(99, 'Indiquez un rang, de 1 à 99.').pipe(z.number().min(1, 'Le rang commence à 1.')),
  personnes: coche,
  retirer: coche,
  version: z.coerce.number().int().default(0),
  cle: z.string().refine(estId).optional(),
})

const PHRASES = {
  interdit: 'Seule la coordination règle le portail public.',
  'page-perimee': PAGE_PERIMEE,
} as const

const unChiffre = async (tx: Tx): Promise<string | null> => {
  const [premier] = await listChiffresRegles(tx)
  return premier ? `/portail/chiffres/${premier.id}` : null
}

/** The settings of the portal, its key figures and the numbers of its members: the coordination alone. */
export function reglagesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  const afficherReglages = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, findReglages)
    return services.page(
      requete,
      reponse,
      cadre,
      pageReglages({ reglages: donnees, acteur: acteurDe(requete), ...retour }),
    )
  }
  app.get(
    '/portail/reglages',
    { config: { droit: publie, exemple: '/portail/reglages' } },
    (requete, reponse) => afficherReglages(requete, reponse),
  )
  app.post('/portail/reglages', { config: { droit: publie } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireReglages, requete.body)
    if (!lu.ok) return afficherReglages(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const issue = await reglerPortail(
      base,
      acteurDe(requete),
      { ...lu.valeurs, ouvert: lu.valeurs.ouvert === 'oui' },
      requete.maintenant,
    )
    if (issue.ok) {
      services.annoncer(
        reponse,
        issue.valeur.ouvert ? 'Le portail est ouvert.' : 'Le portail est fermé : plus rien ne s’y lit.',
      )
      return versPage(reponse, '/portail')
    }
    const { code } = issue.refus
    if (code === 'adresse-invalide' || code === 'adresse-prise')
      return afficherReglages(requete, reponse, {
        saisies,
        statut: 422,
        fautes: [
          {
            champ: 'adresse',
            message:
              code === 'adresse-prise'
                ? 'Une autre coopération porte déjà cette adresse : choisissez-en une autre.'
                : 'Écrivez 3 à 60 lettres sans accent, chiffres ou tirets, comme pays-de-la-loire.',
          },
        ],
      })
    return afficherReglages(requete, reponse, {
      saisies,
      alerte: PHRASES[code],
      statut: code === 'interdit' ? 403 : 409,
    })
  })

  app.get(
    '/portail/chiffres',
    { config: { droit: publie, exemple: '/portail/chiffres' } },
    async (requete, reponse) => {
      const { cadre, donnees } = await services.lire(requete, listChiffresRegles)
      return services.page(requete, reponse, cadre, pageChiffres(donnees, acteurDe(requete)))
    },
  )
  const afficherChiffre = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string | null,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, listChiffresRegles)
    const chiffre = id === null ? null : donnees.find((c) => c.id === id)
    if (chiffre === undefined) return services.introuvable(requete, reponse, 'Ce chiffre')
    return services.page(
      requete,
      reponse,
      cadre,
      pageChiffre({ chiffre, maintenant: requete.maintenant, ...retour }),
    )
  }
  const enregistrer = async (requete: FastifyRequest, reponse: FastifyReply, id: string | null) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireChiffre, requete.body)
    if (!lu.ok) return afficherChiffre(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { retirer, cle, ...chiffre } = lu.valeurs
    if (chiffre.constateLe > jourDe(requete.maintenant))
      return afficherChiffre(requete, reponse, id, {
        fautes: [{ champ: 'constateLe', message: 'Ce jour n’est pas encore venu.' }],
        saisies,
        statut: 422,
      })
    const issue = await enregistrerChiffre(
      base,
      acteurDe(requete),
      { ...chiffre, id, retire: id !== null && retirer },
      cle,
      requete.maintenant,
    )
    if (issue.ok) {
      services.annoncer(reponse, id !== null && retirer ? 'Chiffre retiré.' : 'Chiffre enregistré.')
      return versPage(reponse, '/portail/chiffres')
    }
    const { code } = issue.refus
    if (code === 'introuvable') return services.introuvable(requete, reponse, 'Ce chiffre')
    return afficherChiffre(requete, reponse, id, {
      saisies,
      alerte: PHRASES[code],
      statut: code === 'interdit' ? 403 : 409,
    })
  }
  app.get(
    '/portail/chiffres/nouveau',
    { config: { droit: publie, exemple: '/portail/chiffres/nouveau' } },
    (requete, reponse) => afficherChiffre(requete, reponse, null),
  )
  app.post('/portail/chiffres', { config: { droit: publie } }, (requete, reponse) =>
    enregistrer(requete, reponse, null),
  )
  app.get<{ Params: { id: string } }>(
    '/portail/chiffres/:id',
    { config: { droit: publie, exemple: unChiffre } },
    (requete, reponse) => afficherChiffre(requete, reponse, requete.params.id),
  )
  app.post<{ Params: { id: string } }>(
    '/portail/chiffres/:id',
    { config: { droit: publie } },
    (requete, reponse) =>
      estId(requete.params.id)
        ? enregistrer(requete, reponse, requete.params.id)
        : services.introuvable(requete, reponse, 'Ce chiffre'),
  )

  const afficherSirets = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, (tx) =>
      listSirets(tx, jourDe(requete.maintenant)),
    )
    return services.page(
      requete,
      reponse,
      cadre,
      pageSirets({ membres: donnees, acteur: acteurDe(requete), ...retour }),
    )
  }
  app.get('/portail/sirets', { config: { droit: publie, exemple: '/portail/sirets' } }, (requete, reponse) =>
    afficherSirets(requete, reponse),
  )
  app.post('/portail/sirets', { config: { droit: publie } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const saisis = Object.keys(saisies).flatMap((champ) => {
      const organismeId = champ.startsWith('siret-') ? champ.slice(6) : ''
      const version = Number(saisie(saisies, `version-${organismeId}`) ?? 0)
      return estId(organismeId) && Number.isInteger(version)
        ? [{ organismeId, siret: (saisie(saisies, champ) ?? '').replaceAll(/\s/g, ''), version }]
        : []
    })
    const issue = await enregistrerSirets(
      base,
      acteurDe(requete),
      saisis,
      jourDe(requete.maintenant),
      requete.maintenant,
    )
    if (issue.ok) {
      services.annoncer(reponse, 'SIRET enregistrés : les actes de ces membres entrent dans les données.')
      return versPage(reponse, '/portail/sirets')
    }
    const { refus } = issue
    if (refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce membre')
    if (refus.code === 'siret-faux' || refus.code === 'siret-d-un-autre')
      return afficherSirets(requete, reponse, {
        saisies,
        statut: 422,
        fautes: [
          {
            champ: `siret-${refus.organismeId}`,
            message:
              refus.code === 'siret-faux'
                ? 'Ce n’est pas un SIRET : quatorze chiffres, dont une clé. Relisez-le.'
                : `Ce SIRET est celui d’un autre établissement : celui de ce membre commence par ${refus.siren}.`,
          },
        ],
      })
    return afficherSirets(requete, reponse, {
      saisies,
      alerte: PHRASES[refus.code],
      statut: refus.code === 'interdit' ? 403 : 409,
    })
  })
}
