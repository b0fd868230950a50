import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { rendreDocx } from '#platform/documents/docx.ts'
import { choisiOuRien, cle, jourDemande, texteDemande, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { composer } from '../domain/bilan.ts'
import { cycleBilan, type Geste } from '../domain/cycle.ts'
import { litLesBilans, tientLesBilans } from '../domain/droits.ts'
import { ORDRE_DES_RUBRIQUES, type Rubrique } from '../domain/rubriques.ts'
import { unBilan } from '../exemples.ts'
import { pageBilan } from './bilan.page.tsx'
import { pageBilans } from './bilans.page.tsx'
import { findBilan, listBilans, listDecisionsACiter } from './bilans.queries.ts'
import { composerDocument, composerDocx, donneesPdf } from './document.ts'
import { expliquerBilan } from './expliquer.ts'
import { lireFaits } from './faits.queries.ts'
import { conduireBilan, ecrireRubrique, ouvrirBilan, type RefusDeBilan } from './tenir-bilan.ts'

type Adresse = { Params: { id: string } }

const FormulaireOuvrir = z
  .object({
    titre: texteDemande(3, 200, 'Donnez un titre (3 caractères au moins).'),
    du: jourDemande('Indiquez le premier jour.'),
    au: jourDemande('Indiquez le dernier jour.'),
    cle,
  })
  .refine(({ du, au }) => au >= du, {
    path: ['au'],
    message: 'La fin vient avant le début : vérifiez les deux dates.',
  })
const FormulaireTexte = z.object({ texte: texteLibre(20_000), version })
const FormulaireEtat = z.object({ decisionId: choisiOuRien, approbation: texteLibre(300), version })

/** Reports: opened over any period, written, led to their approval, exported. */
export function bilansRoutes(app: FastifyInstance, services: Services): void {
  const { base, pdf } = services
  const introuvable = (requete: FastifyRequest, reponse: FastifyReply) =>
    services.introuvable(requete, reponse, 'Ce bilan')

  const afficherListe = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees: bilans } = await services.lire(requete, listBilans)
    const page = pageBilans({ bilans, acteur: acteurDe(requete), maintenant: requete.maintenant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get('/bilans', { config: { droit: litLesBilans, exemple: '/bilans' } }, (requete, reponse) =>
    afficherListe(requete, reponse),
  )
  app.post('/bilans', { config: { droit: tientLesBilans } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(FormulaireOuvrir, requete.body)
    if (!lu.ok) return afficherListe(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { cle: recue, ...saisie } = lu.valeurs
    const issue = await ouvrirBilan(base, acteurDe(requete), saisie, recue, requete.maintenant)
    if (issue.ok) return versPage(reponse, `/bilans/${issue.valeur.id}`)
    const { champ, phrase, statut } = expliquerBilan(issue.refus)
    return afficherListe(requete, reponse, {
      saisies,
      statut,
      ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
    })
  })

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire & { readonly formulaire?: string } = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const bilan = await findBilan(tx, id)
      return {
        bilan,
        faits: bilan && (bilan.faits ?? (await lireFaits(tx, bilan))),
        decisions: bilan?.statut === 'relu' ? await listDecisionsACiter(tx) : [],
      }
    })
    const { bilan, faits, decisions } = donnees
    if (!bilan || !faits) return introuvable(requete, reponse)
    const page = pageBilan({
      bilan,
      composition: composer(faits, bilan),
      decisions,
      acteur: acteurDe(requete),
      aujourdhui: jourDe(requete.maintenant),
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  const enRetour = (refus: RefusDeBilan, formulaire: string, saisies: Saisies) => {
    const { champ, phrase, statut } = expliquerBilan(refus)
    return {
      formulaire,
      saisies,
      statut,
      ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }),
    }
  }
  app.get<Adresse>(
    '/bilans/:id',
    { config: { droit: litLesBilans, exemple: unBilan() } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<{ Params: { id: string; rubrique: string } }>(
    '/bilans/:id/textes/:rubrique',
    { config: { droit: tientLesBilans } },
    async (requete, reponse) => {
      const { id } = requete.params
      const rubrique = requete.params.rubrique as Rubrique
      if (!ORDRE_DES_RUBRIQUES.includes(rubrique)) return introuvable(requete, reponse)
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(FormulaireTexte, requete.body)
      if (!lu.ok)
        return afficher(requete, reponse, id, {
          formulaire: rubrique,
          fautes: lu.fautes,
          saisies,
          statut: 422,
        })
      const { version: lue, texte } = lu.valeurs
      const issue = await ecrireRubrique(
        base,
        acteurDe(requete),
        id,
        rubrique,
        lue,
        texte,
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, 'Mots enregistrés. La version précédente est gardée.')
        return versPage(reponse, `/bilans/${id}#${rubrique}`)
      }
      if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
      return afficher(requete, reponse, id, enRetour(issue.refus, rubrique, saisies))
    },
  )
  for (const geste of Object.keys(cycleBilan) as Geste[])
    app.post<Adresse>(
      `/bilans/:id/${geste}`,
      { config: { droit: tientLesBilans } },
      async (requete, reponse) => {
        const { id } = requete.params
        const saisies = requete.body as Saisies
        const lu = lireFormulaire(FormulaireEtat, requete.body)
        if (!lu.ok)
          return afficher(requete, reponse, id, {
            formulaire: 'etat',
            fautes: lu.fautes,
            saisies,
            statut: 422,
          })
        const { version: lue, ...porte } = lu.valeurs
        const issue = await conduireBilan(base, acteurDe(requete), id, geste, lue, porte, requete.maintenant)
        if (issue.ok) {
          services.annoncer(reponse, 'État du bilan enregistré.')
          return versPage(reponse, `/bilans/${id}`)
        }
        if (issue.refus.code === 'introuvable') return introuvable(requete, reponse)
        const retour = enRetour(issue.refus, geste === 'approuver' ? 'etat' : '', saisies)
        return afficher(requete, reponse, id, retour)
      },
    )

  const lireCompose = async (requete: FastifyRequest, id: string) => {
    const acteur = acteurDe(requete)
    const lu = await base.enTantQue(acteur, async (tx) => {
      const bilan = await findBilan(tx, id)
      return { bilan, faits: bilan && (bilan.faits ?? (await lireFaits(tx, bilan))) }
    })
    if (!lu.bilan || !lu.faits) return null
    const compose = composerDocument(lu.bilan, composer(lu.faits, lu.bilan), jourDe(requete.maintenant))
    return { compose, cooperation: acteur.cooperation }
  }
  for (const [fichier, modele] of [
    ['bilan.pdf', 'bilan'],
    ['diapositives.pdf', 'bilan-diapos'],
  ] as const)
    app.get<Adresse>(
      `/bilans/:id/${fichier}`,
      { config: { droit: litLesBilans, exemple: unBilan(`/${fichier}`) } },
      async (requete, reponse) => {
        const lu = await lireCompose(requete, requete.params.id)
        if (!lu) return introuvable(requete, reponse)
        return reponse
          .type('application/pdf')
          .header('content-disposition', `inline; filename="${fichier}"`)
          .send(await pdf.rendre(modele, donneesPdf(lu.compose, lu.cooperation), requete.maintenant))
      },
    )
  app.get<Adresse>(
    '/bilans/:id/bilan.docx',
    { config: { droit: litLesBilans, exemple: unBilan('/bilan.docx') } },
    async (requete, reponse) => {
      const lu = await lireCompose(requete, requete.params.id)
      if (!lu) return introuvable(requete, reponse)
      return reponse
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', 'attachment; filename="bilan.docx"')
        .send(await rendreDocx(composerDocx(lu.compose, lu.cooperation)))
    },
  )
}
