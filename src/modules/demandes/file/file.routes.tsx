import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { choisiOuRien, cochees, texteLibre } from '#platform/http/champs.ts'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, numeroDePage, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { estJour, jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { listMesEmployeurs } from '../demandes.queries.ts'
import { suitDesDemandes, tientUneMairie, traite } from '../domain/droits.ts'
import { adresseAvis } from '../lot/avis.page.tsx'
import { adresseEcrire } from '../lot/ecrire.page.tsx'
import { lireMoyensDuLot } from '../lot/lot.queries.ts'
import { listMesDemandes, VUES_MAIRIE } from '../mairie/mairie.queries.ts'
import { PAR_PAGE, pageMesDemandes } from '../mairie/mes-demandes.page.tsx'
import { attribuer, prendreLaSuivante } from './attribuer.ts'
import {
  AGES,
  type Filtres,
  lireBureau,
  listFile,
  listSemblables,
  TOUTES_LES_VUES,
  TRIS,
} from './file.queries.ts'
import { LIGNES_PAR_PAGE, pagePoste } from './poste.page.tsx'

/** The list of requests: the desk of a centre, or the requests of a town hall. */
export function fileRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/demandes',
    { config: { droit: suitDesDemandes, exemple: '/demandes' } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const demande = requete.query as Saisies
      const page = numeroDePage(saisie(demande, 'page'))
      if (tientUneMairie.autorise(acteur)) {
        const vue = parmi(VUES_MAIRIE, saisie(demande, 'vue'), 'encours')
        const commune = identifiant(saisie(demande, 'commune'))
        const q = (saisie(demande, 'q') ?? '').trim().slice(0, 100)
        const { cadre, donnees } = await services.lire(requete, async (tx) => ({
          employeurs: await listMesEmployeurs(tx, jourDe(requete.maintenant)),
          demandes: await listMesDemandes(tx, {
            vue,
            commune,
            q,
            limite: PAR_PAGE,
            decalage: (page - 1) * PAR_PAGE,
          }),
        }))
        const contenu = pageMesDemandes({
          ...donnees,
          acteur,
          maintenant: requete.maintenant,
          vue,
          commune,
          q,
          page,
        })
        return services.page(requete, reponse, cadre, contenu)
      }
      const filtres: Filtres = {
        vue: parmi(TOUTES_LES_VUES, saisie(demande, 'vue'), 'moi'),
        tri: parmi(TRIS, saisie(demande, 'tri'), 'tour'),
        q: (saisie(demande, 'q') ?? '').trim().slice(0, 100),
        type: identifiant(saisie(demande, 'type')),
        commune: identifiant(saisie(demande, 'commune')),
        qui: identifiant(saisie(demande, 'qui')),
        etat: (saisie(demande, 'etat') ?? '').slice(0, 30),
        theme: (saisie(demande, 'theme') ?? '').slice(0, 60),
        employeur: (saisie(demande, 'employeur') ?? '').trim().slice(0, 100),
        age: parmi(AGES, saisie(demande, 'age'), ''),
        depuis: estJour(saisie(demande, 'depuis') ?? '') ? saisie(demande, 'depuis')! : '',
      }
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        const lignes = await listFile(
          tx,
          acteur,
          filtres,
          requete.maintenant,
          LIGNES_PAR_PAGE,
          (page - 1) * LIGNES_PAR_PAGE,
        )
        const [premiere] = lignes
        return {
          lignes,
          bureau: await lireBureau(tx, acteur, requete.maintenant),
          moyens: await lireMoyensDuLot(tx, acteur, jourDe(requete.maintenant)),
          semblables: premiere ? await listSemblables(tx, premiere) : [],
        }
      })
      const contenu = pagePoste({ ...donnees, acteur, maintenant: requete.maintenant, filtres, page })
      return services.page(requete, reponse, cadre, contenu)
    },
  )

  app.post('/demandes/suivante', { config: { droit: traite } }, async (requete, reponse) => {
    const id = await prendreLaSuivante(services, acteurDe(requete), requete.maintenant)
    if (id) return versPage(reponse, `/demandes/${id}`)
    services.annoncer(reponse, 'Rien n’attend votre centre pour l’instant.')
    return versPage(reponse, '/demandes')
  })

  const SchemaLot = z.object({
    demande: cochees,
    a: choisiOuRien,
    geste: texteLibre(20),
    quoi: texteLibre(40),
    retour: texteLibre(500),
  })
  app.post('/demandes/lot', { config: { droit: traite } }, async (requete, reponse) => {
    const lu = lireFormulaire(SchemaLot, requete.body)
    const retour = lu.ok && RETOUR.test(lu.valeurs.retour) ? lu.valeurs.retour : '/demandes'
    const dire = (phrase: string) => {
      services.annoncer(reponse, phrase)
      return versPage(reponse, retour)
    }
    if (!lu.ok || lu.valeurs.demande.length === 0)
      return dire('Aucune demande n’est cochée : cochez au moins une ligne, puis recommencez.')
    const { demande, a, geste, quoi } = lu.valeurs
    if (geste === 'ecrire') return versPage(reponse, adresseEcrire(demande, quoi || 'message', retour))
    if (geste === 'avis')
      return versPage(
        reponse,
        demande.length === 1 ? `/demandes/${demande[0]}/avis` : adresseAvis(demande, retour),
      )
    if (geste === 'attribuer' && !a) return dire('Choisissez à qui confier les demandes cochées.')
    const faites = await attribuer(
      services,
      acteurDe(requete),
      demande,
      geste === 'attribuer' ? a : null,
      requete.maintenant,
    )
    const reste = demande.length - faites
    const suite = reste > 0 ? ` ${compte(reste, 'laissée', 'laissées')} : ce geste ne s’y applique pas.` : ''
    return dire(
      `${compte(faites, geste === 'attribuer' ? 'demande confiée' : 'collectivité relancée', geste === 'attribuer' ? 'demandes confiées' : 'collectivités relancées')}.${suite}`,
    )
  })
}

/** The desk with its filters, or one request. */
const RETOUR = /^\/demandes(\?[\x21-\x7e]*|\/[0-9a-f-]{36})$/
const identifiant = (texte: string | undefined): string => (texte && estId(texte) ? texte : '')
const parmi = <C extends string>(
  possibles: Readonly<Record<C, unknown>>,
  lu: string | undefined,
  defaut: C,
): C => (lu !== undefined && Object.hasOwn(possibles, lu) ? (lu as C) : defaut)
