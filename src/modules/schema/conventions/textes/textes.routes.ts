import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recevoirEnvoi } from '#platform/fichiers/recevoir-envoi.ts'
import { cle, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { estId } from '#shared/ids.ts'
import { tientSonOrganisme } from '../../domain/droits.ts'
import { afficherConvention } from '../afficher-convention.routes.ts'
import { expliquerConvention } from '../expliquer.ts'
import { deposerTexte, retirerTexte } from './tenir-textes.ts'

const FormulaireTexte = z.object({
  intitule: texteLibre(200, 'L’intitulé'),
  // The text to replace, and the version of it that the page showed.
  remplace: z
    .string()
    .default('')
    .transform((choix, contexte) => {
      const [id = '', vue = ''] = choix.split(':')
      if (choix === '') return null
      if (estId(id) && /^\d{1,9}$/.test(vue)) return { id, version: Number(vue) }
      contexte.addIssue({ code: 'custom', message: 'Choisissez dans la liste.' })
      return z.NEVER
    }),
  cle,
})

/** The texts of a convention: joined, replaced and taken away by the member that holds it, read by all. */
export function textesRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services
  app.post<{ Params: { id: string } }>(
    '/conventions/:id/textes',
    { config: { droit: tientSonOrganisme } },
    async (requete, reponse) => {
      const { id } = requete.params
      const refaire = (message: string, saisies: Saisies = {}, champ = 'fichier') =>
        afficherConvention(services, requete, reponse, id, {
          fautes: [{ champ, message }],
          saisies,
          statut: 422,
        })
      const recu = requete.isMultipart() ? await recevoirEnvoi(requete.parts()) : null
      if (recu && !recu.ok) return refaire(recu.refus.phrase, recu.refus.champs)
      const envoi = recu?.valeur
      if (!envoi?.fichier)
        return refaire('Aucun fichier n’a été choisi. Choisissez le fichier à joindre.', envoi?.champs)
      const lu = lireFormulaire(FormulaireTexte, envoi.champs)
      if (!lu.ok) return refaire(lu.fautes[0]!.message, envoi.champs, lu.fautes[0]!.champ)
      const { nom, typeMime, contenu } = envoi.fichier
      const fichier = { nom, typeMime, taille: contenu.length, sha256: await fichiers.garder(contenu) }
      const issue = await deposerTexte(
        base,
        acteurDe(requete),
        id,
        { ...lu.valeurs, fichier },
        requete.maintenant,
      )
      if (issue.ok) {
        services.annoncer(reponse, lu.valeurs.remplace ? 'Fichier remplacé.' : 'Fichier joint.')
        return versPage(reponse, `/conventions/${id}#textes`)
      }
      if (issue.refus.code === 'introuvable')
        return services.introuvable(requete, reponse, 'Cette convention')
      return afficherConvention(services, requete, reponse, id, {
        alerte: expliquerConvention(issue.refus).phrase,
        saisies: { intitule: lu.valeurs.intitule },
        statut: issue.refus.code === 'interdit' ? 403 : 409,
      })
    },
  )
  app.post<{ Params: { id: string; texteId: string } }>(
    '/conventions/:id/textes/:texteId/retirer',
    { config: { droit: tientSonOrganisme } },
    async (requete, reponse) => {
      const { id, texteId } = requete.params
      const lu = lireFormulaire(z.object({ version }), requete.body)
      const lue = lu.ok ? lu.valeurs.version : -1
      const texte = { id: texteId, version: lue }
      const issue = await retirerTexte(base, acteurDe(requete), id, texte, requete.maintenant)
      if (issue.ok) {
        services.annoncer(reponse, 'Fichier retiré de la liste. Il reste lisible parmi les anciens.')
        return versPage(reponse, `/conventions/${id}#textes`)
      }
      if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Ce fichier')
      return afficherConvention(services, requete, reponse, id, {
        alerte: expliquerConvention(issue.refus).phrase,
        statut: issue.refus.code === 'interdit' ? 403 : 409,
      })
    },
  )
}
