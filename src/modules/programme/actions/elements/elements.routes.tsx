import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { cle, entierFacultatif, jourFacultatif, texteDemande, texteLibre } from '#platform/http/champs.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { suitPourSonOrganisme } from '../../domain/droits.ts'
import { ajouterElement, bougerElement, type NouvelElement } from '../../suivi/elements.ts'
import { findActionDe } from '../action-de.queries.ts'
import { type AdresseId, afficherAction, retourDuRefus } from '../afficher-action.routes.ts'
import { expliquerFond } from '../phrases.ts'

/** What can be added to an action, by the word of its address: the form it asks for, and what it makes. */
const GENRES = {
  livrables: {
    formulaire: 'livrable',
    schema: z
      .object({
        titre: texteDemande(3, 300, 'Dites ce qui sera remis.'),
        attenduLe: jourFacultatif,
        cle,
      })
      .transform(({ cle: envoi, ...v }) => ({ envoi, element: { genre: 'livrable' as const, ...v } })),
  },
  risques: {
    formulaire: 'risque',
    schema: z
      .object({
        libelle: texteDemande(3, 500, 'Dites ce qui pourrait arriver.'),
        gravite: z.enum(['1', '2', '3'], 'Choisissez la gravité.').transform((lu) => Number(lu) as 1 | 2 | 3),
        parade: texteLibre(2000, 'La réponse'),
        cle,
      })
      .transform(({ cle: envoi, ...v }) => ({ envoi, element: { genre: 'risque' as const, ...v } })),
  },
  partenaires: {
    formulaire: 'partenaire',
    schema: z
      .object({
        nom: texteDemande(2, 200, 'Nommez le partenaire.').refine(
          (nom) => !nom.includes(';'),
          'Un partenaire à la fois : retirez le point-virgule.',
        ),
        type: z.enum(
          ['cnfpt', 'region', 'france_travail', 'universite', 'sante', 'autre'],
          'Choisissez la sorte de partenaire.',
        ),
        apport: texteLibre(1000, 'Le texte'),
        cle,
      })
      .transform(({ cle: envoi, ...v }) => ({ envoi, element: { genre: 'partenaire' as const, ...v } })),
  },
  indicateurs: {
    formulaire: 'indicateur',
    schema: z
      .object({
        libelle: texteDemande(3, 300, 'Dites ce qui est compté.'),
        unite: texteDemande(1, 60, 'Indiquez l’unité.'),
        type: z.enum(['realisation', 'resultat', 'impact', 'ressource'], 'Choisissez la sorte.'),
        agregation: z.enum(['somme', 'ratio', 'max'], 'Choisissez comment se lit le chiffre régional.'),
        sens: z.enum(['hausse', 'baisse'], 'Choisissez dans quel sens il doit aller.'),
        cible: entierFacultatif(0, 999_999_999, 'Indiquez un nombre entier, comme 85.'),
        cle,
      })
      .transform(({ cle: envoi, cible, ...v }) => ({
        envoi,
        element: {
          genre: 'indicateur' as const,
          ...v,
          // A share is kept in ten-thousandths: 85 % is 8 500.
          cible: cible !== null && v.agregation === 'ratio' ? cible * 100 : cible,
        },
      })),
  },
} as const

const GESTES = [
  ['livrable', 'remettre'],
  ['risque', 'lever'],
  ['partenaire', 'retirer'],
] as const

/** Deliverables, risks, partners and indicators of an action: added and moved by who leads it. */
export function elementsRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = afficherAction(services)

  for (const [mot, { formulaire, schema }] of Object.entries(GENRES))
    app.post<AdresseId>(
      `/programme/actions/:id/${mot}`,
      { config: { droit: suitPourSonOrganisme } },
      async (requete, reponse) => {
        const { id } = requete.params
        const saisies = requete.body as Saisies
        const lu = lireFormulaire<z.ZodType<{ envoi?: string | undefined; element: NouvelElement }>>(
          schema,
          requete.body,
        )
        if (!lu.ok)
          return afficher(requete, reponse, id, { formulaire, fautes: lu.fautes, saisies, statut: 422 })
        const { element, envoi } = lu.valeurs
        const issue = await ajouterElement(base, acteurDe(requete), id, element, envoi, requete.maintenant)
        if (issue.ok) {
          services.annoncer(reponse, 'Ajouté à la fiche.')
          return versPage(reponse, `/programme/actions/${id}#${mot}`)
        }
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cette action')
        return afficher(requete, reponse, id, {
          formulaire,
          ...retourDuRefus(
            issue.refus.code === 'deja-la'
              ? { champ: 'nom', phrase: 'Ce partenaire est déjà dans l’action.', statut: 422 }
              : expliquerFond({ code: 'interdit' }),
            saisies,
          ),
        })
      },
    )

  for (const [genre, geste] of GESTES)
    app.post<AdresseId>(
      `/programme/${genre}s/:id/${geste}`,
      { config: { droit: suitPourSonOrganisme } },
      async (requete, reponse) => {
        const { id } = requete.params
        const { version } = (requete.body ?? {}) as { version?: string }
        const acteur = acteurDe(requete)
        const issue = await bougerElement(
          base,
          acteur,
          genre,
          id,
          Number(version ?? 0),
          geste,
          requete.maintenant,
        )
        if (issue.ok) {
          services.annoncer(reponse, 'Enregistré.')
          return versPage(reponse, `/programme/actions/${issue.valeur.actionId}#${genre}s`)
        }
        const actionId = await base.enTantQue(acteur, (tx) => findActionDe(tx, genre, id))
        if (!actionId) return services.introuvable(requete, reponse, 'Cet élément')
        return afficher(requete, reponse, actionId, {
          alerte:
            issue.refus.code === 'page-perimee'
              ? PAGE_PERIMEE
              : issue.refus.code === 'interdit'
                ? expliquerFond({ code: 'interdit' }).phrase
                : 'C’est déjà fait : relisez la fiche.',
          statut: issue.refus.code === 'interdit' ? 403 : 409,
        })
      },
    )
}
