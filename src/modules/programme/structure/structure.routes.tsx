import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { choisi, cle, dateDemandee, dateFacultative, texte, texteDemande } from '../champs.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { findProgramme } from '../programme.queries.ts'
import { type FormulaireDeStructure, pageStructure } from './structure.page.tsx'
import { ajouterNiveau, creerProgramme, type RefusStructure } from './structurer.ts'

const FormulaireProgramme = z
  .object({
    nom: texteDemande(3, 200, 'Donnez un nom au programme.'),
    du: dateDemandee,
    au: dateFacultative,
    presentation: texte(20_000, 'La présentation'),
    source: texte(500, 'La source'),
    cle,
  })
  .refine(({ du, au }) => !du || !au || au >= du, {
    path: ['au'],
    message: 'La fin vient avant le début : vérifiez les deux dates.',
  })
const Niveau = {
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{1,4}$/, 'Indiquez un numéro court, comme 1 ou 2B.'),
  titre: texteDemande(3, 300, 'Donnez un titre.'),
  cle,
}
const FormulaireAxe = z.object(Niveau)
const FormulaireOrientation = z.object({ ...Niveau, axe: choisi('Choisissez l’axe.') })

/** The coordination opens the programme and draws its axes and orientations. */
export function structureRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    etat: RetourDeFormulaire & { readonly formulaire?: FormulaireDeStructure } = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, findProgramme)
    return services.page(
      requete,
      reponse,
      cadre,
      pageStructure({
        programme: donnees,
        acteur: acteurDe(requete),
        maintenant: requete.maintenant,
        jour: jourDe(requete.maintenant),
        ...etat,
      }),
    )
  }
  app.get(
    '/programme/structure',
    { config: { droit: cadreLeProgramme, exemple: '/programme/structure' } },
    (requete, reponse) => afficher(requete, reponse),
  )

  const repondre = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    formulaire: FormulaireDeStructure,
    issue: { readonly ok: true } | { readonly ok: false; readonly refus: RefusStructure },
    annonce: string,
  ) => {
    if (issue.ok) {
      services.annoncer(reponse, annonce)
      return versPage(reponse, '/programme/structure')
    }
    const saisies = requete.body as Saisies
    const { code } = issue.refus
    return code === 'code-pris'
      ? afficher(requete, reponse, {
          formulaire,
          saisies,
          fautes: [{ champ: 'code', message: PHRASES[code] }],
          statut: 422,
        })
      : afficher(requete, reponse, {
          formulaire,
          saisies,
          alerte: PHRASES[code],
          statut: code === 'interdit' ? 403 : 409,
        })
  }
  app.post('/programme/structure', { config: { droit: cadreLeProgramme } }, async (requete, reponse) => {
    const lu = lireFormulaire(FormulaireProgramme, requete.body)
    const formulaire = 'programme' as const
    if (!lu.ok)
      return afficher(requete, reponse, {
        formulaire,
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const { cle: envoi, ...programme } = lu.valeurs
    const issue = await creerProgramme(base, acteurDe(requete), programme, envoi, requete.maintenant)
    return repondre(requete, reponse, formulaire, issue, 'Programme ouvert. Ajoutez ses axes.')
  })
  app.post('/programme/axes', { config: { droit: cadreLeProgramme } }, async (requete, reponse) => {
    const lu = lireFormulaire(FormulaireAxe, requete.body)
    const formulaire = 'axe' as const
    if (!lu.ok)
      return afficher(requete, reponse, {
        formulaire,
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const programme = await base.enTantQue(acteurDe(requete), findProgramme)
    const { cle: envoi, ...axe } = lu.valeurs
    const issue = programme
      ? await ajouterNiveau(
          base,
          acteurDe(requete),
          { programmeId: programme.id },
          axe,
          envoi,
          requete.maintenant,
        )
      : { ok: false as const, refus: { code: 'introuvable' as const } }
    return repondre(requete, reponse, formulaire, issue, 'Axe ajouté.')
  })
  app.post('/programme/orientations', { config: { droit: cadreLeProgramme } }, async (requete, reponse) => {
    const lu = lireFormulaire(FormulaireOrientation, requete.body)
    const formulaire = 'orientation' as const
    if (!lu.ok)
      return afficher(requete, reponse, {
        formulaire,
        fautes: lu.fautes,
        saisies: requete.body as Saisies,
        statut: 422,
      })
    const { cle: envoi, axe, ...orientation } = lu.valeurs
    const issue = await ajouterNiveau(
      base,
      acteurDe(requete),
      { axeId: axe },
      orientation,
      envoi,
      requete.maintenant,
    )
    return repondre(requete, reponse, formulaire, issue, 'Orientation ajoutée.')
  })
}

const PHRASES: Readonly<Record<RefusStructure['code'], string>> = {
  interdit: 'Le cadre du programme est tenu par la coordination.',
  introuvable: 'Le programme ou l’axe choisi n’est plus là. Relisez la page, puis reprenez.',
  'page-perimee': PAGE_PERIMEE,
  'code-pris': 'Ce numéro sert déjà ici : choisissez-en un autre.',
  'deja-un-programme': 'La coopération a déjà un programme : ajoutez-y vos axes ci-dessous.',
}
