import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Section } from '#ui/parties/section.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { pageBureau } from './bureau/bureau.page.tsx'
import { lireStatistiques } from './bureau/bureau.routes.ts'
import { pageAccueil, pageConfiance, pageDepot } from './depot/depot.page.tsx'
import { pageFacile } from './depot/facile.page.tsx'
import { type Motif, NOM_DU_MOTIF } from './domain/instruction.ts'
import { EN_CHIFFRES, libelleDe, NATURES } from './domain/listes.ts'
import type { Cellule } from './protocole/annuaire.ts'
import { pageRetour } from './retour/retour.page.tsx'
import type { Services } from './services.ts'

/** The pages: what they show is public; what is sealed is opened by their scripts. */
export function pagesRoutes(app: FastifyInstance, services: Services): void {
  const { cellules, config, page } = services
  const demonstration = config.mode === 'demonstration'
  const lister = async (): Promise<Cellule[]> => {
    const lues = await Promise.all(cellules.ancrages.map(({ organisme }) => cellules.cellule(organisme)))
    return lues.filter((c) => c !== null)
  }

  app.get('/', { config: { exemple: '/' } }, async (_requete, reponse) =>
    page(reponse, pageAccueil(await lister(), config.adresseSansScript, demonstration)),
  )
  app.get('/facile', { config: { exemple: '/facile' } }, async (_requete, reponse) =>
    page(reponse, pageFacile(await lister(), false)),
  )
  app.get('/confiance', { config: { exemple: '/confiance' } }, async (_requete, reponse) =>
    page(reponse, pageConfiance(await lister())),
  )
  app.get<{ Params: { organisme: string } }>(
    '/deposer/:organisme',
    { config: { exemple: '/deposer/cdg-62' } },
    async (requete, reponse) => {
      const cellule = await cellules.cellule(requete.params.organisme)
      return cellule ? page(reponse, pageDepot(cellule, config.adresseSansScript)) : reponse.callNotFound()
    },
  )
  app.get('/retour', { config: { exemple: '/retour' } }, (_requete, reponse) =>
    page(reponse, pageRetour(config.adresseSansScript)),
  )
  app.get('/bureau', { config: { exemple: '/bureau' } }, (_requete, reponse) => page(reponse, pageBureau()))

  app.get('/chiffres', { config: { exemple: '/chiffres' } }, async (_requete, reponse) => {
    const tous = await Promise.all(
      (await lister()).map(async ({ organisme, nom }) => ({
        nom,
        organisme,
        lus: await lireStatistiques(services, organisme),
      })),
    )
    return page(reponse, {
      titre: 'Chiffres',
      h1: 'Les chiffres publiés',
      chapeau: (
        <p>
          Sur trois ans. Une case de moins de cinq dossiers n’est jamais publiée : elle pourrait désigner
          quelqu’un.{demonstration && ' En démonstration, ces chiffres sont fictifs.'}
        </p>
      ),
      contenu: tous.map(({ nom, organisme, lus }) => (
        <Section
          key={organisme}
          titre={nom}
          detail={lus[0]!.total === null ? 'moins de cinq dossiers clos' : `${lus[0]!.total} dossiers clos`}
        >
          {lus[0]!.total !== null && (
            <Tableau
              titre={`Dossiers clos, ${nom}`}
              colonnes={[
                { cle: 'q', titre: 'Rubrique', contenu: (l) => RUBRIQUES[l.cle].titre },
                { cle: 'v', titre: 'Valeur', entete: true, contenu: (l) => RUBRIQUES[l.cle].nom(l.valeur) },
                { cle: 'n', titre: 'Dossiers', nombre: true, contenu: (l) => l.nombre ?? 'non publié' },
              ]}
              lignes={lus.flatMap(({ cle, cases }) => cases.map((c) => ({ ...c, cle })))}
              cleDe={(l) => `${l.cle} ${l.valeur}`}
            />
          )}
        </Section>
      )),
    })
  })

  if (!demonstration) return
  app.get('/demonstration', { config: { exemple: '/demonstration' } }, (_requete, reponse) => {
    const lu = lireDemonstration(config.donnees)
    return page(reponse, {
      titre: 'Démonstration',
      h1: 'Trousseaux et mots de la démonstration',
      chapeau: (
        <p>
          Tout est fictif. Ces phrases sont publiques : en production, chacune n’est connue que d’une
          personne.
        </p>
      ),
      contenu: (
        <>
          <Section titre="Ouvrir le bureau">
            <Tableau
              titre="Membres de la démonstration"
              colonnes={[
                { cle: 'id', titre: 'Identifiant', entete: true, contenu: ({ id }) => <code>{id}</code> },
                { cle: 'nom', titre: 'Rôle', contenu: ({ nom, ou }) => `${nom} (${ou})` },
                { cle: 'phrase', titre: 'Phrase de passe', contenu: ({ phrase }) => <code>{phrase}</code> },
              ]}
              lignes={lu.membres}
              cleDe={({ id }) => id}
            />
          </Section>
          <Section titre="Revenir comme auteur">
            <Tableau
              titre="Dossiers de la démonstration"
              colonnes={[
                { cle: 'quoi', titre: 'Dossier (fictif)', entete: true, contenu: ({ titre }) => titre },
                { cle: 'mots', titre: 'Douze mots', contenu: ({ mots }) => <code>{mots}</code> },
              ]}
              lignes={lu.dossiers}
              cleDe={({ mots }) => mots}
            />
          </Section>
        </>
      ),
    })
  })
}

type Demonstration = Readonly<{
  membres: readonly Readonly<{ id: string; nom: string; ou: string; phrase: string }>[]
  dossiers: readonly Readonly<{ titre: string; mots: string }>[]
}>

function lireDemonstration(donnees: string): Demonstration {
  try {
    return JSON.parse(readFileSync(join(donnees, 'demonstration.json'), 'utf8'))
  } catch {
    return { membres: [], dossiers: [] }
  }
}

const enChiffres = (valeur: string): string => EN_CHIFFRES[valeur] ?? valeur

const RUBRIQUES = {
  nature: { titre: 'Nature', nom: (v: string) => libelleDe(NATURES, v) },
  qualite: { titre: 'Qualité', nom: enChiffres },
  identite: { titre: 'Identité', nom: enChiffres },
  issue: { titre: 'Issue', nom: (v: string) => NOM_DU_MOTIF[v as Motif] ?? v },
  enquete: { titre: 'Enquête', nom: enChiffres },
  mesures: { titre: 'Mesure de protection', nom: enChiffres },
  delaiAR: { titre: 'Accusé de réception en 7 jours ouvrés', nom: enChiffres },
  delaiRetour: { titre: 'Retour en 3 mois', nom: enChiffres },
} as const
