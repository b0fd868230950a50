import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Acteur } from '#shared/acteur.ts'
import type { Base, Tx } from '../base/base.ts'
import { acteurDe } from './contexte.ts'
import type { EntreeNavigation, Module } from './module.ts'
import type { Cadre, ContenuDePage, Services } from './services.ts'

export type OptionsRendu = {
  readonly modules: readonly Module[]
  readonly noms: Readonly<Record<string, string>>
  readonly mode: 'demonstration' | 'production'
  readonly secret: string
  readonly base: Base
}

type Rendu = Pick<Services, 'lire' | 'page' | 'pageSimple' | 'introuvable' | 'annoncer'> & {
  interdire(requete: FastifyRequest, reponse: FastifyReply): FastifyReply
}

const COOKIE_MESSAGE = 'maillage.message'

/** How pages are drawn: frame, navigation by role with what waits, message of the last deed. */
export function creerRendu({ modules, noms, mode, base }: OptionsRendu): Rendu {
  const entrees = modules.flatMap((module) => module.navigation).sort((a, b) => a.ordre - b.ordre)
  const navigationDe = (acteur: Acteur) => entrees.filter(({ droit }) => droit.autorise(acteur))

  const envoyer = (reponse: FastifyReply, statut: number, page: ReactNode): FastifyReply =>
    reponse
      .code(statut)
      .type('text/html; charset=utf-8')
      .send(`<!doctype html>${renderToStaticMarkup(page)}`)

  const messageDe = (requete: FastifyRequest, reponse: FastifyReply): string | null => {
    const brut = requete.cookies[COOKIE_MESSAGE]
    if (!brut) return null
    reponse.clearCookie(COOKIE_MESSAGE, { path: '/' })
    const lu = requete.unsignCookie(brut)
    return lu.valid ? lu.value : null
  }

  return {
    lire: (requete, travail) => {
      const acteur = acteurDe(requete)
      return base.enTantQue(acteur, async (tx) => {
        const cadre = { attentes: await compter(tx, navigationDe(acteur), acteur, requete.maintenant) }
        return { cadre, donnees: await travail(tx) }
      })
    },
    page: (requete, reponse, cadre, page) =>
      envoyer(
        reponse,
        page.statut ?? 200,
        <Provisoire noms={noms} mode={mode} message={messageDe(requete, reponse)} page={page}>
          <p>
            {acteurDe(requete).nom}, {acteurDe(requete).cooperation}
          </p>
          <nav>
            {navigationDe(acteurDe(requete)).map(({ chemin, libelle }) => (
              <a key={chemin} href={chemin}>
                {libelle} {cadre.attentes[chemin] || ''}
              </a>
            ))}
          </nav>
        </Provisoire>,
      ),
    pageSimple: (requete, reponse, page) =>
      envoyer(
        reponse,
        page.statut ?? 200,
        <Provisoire noms={noms} mode={mode} message={messageDe(requete, reponse)} page={page} />,
      ),
    annoncer: (reponse, texte) => {
      reponse.setCookie(COOKIE_MESSAGE, texte, {
        signed: true,
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        maxAge: 60,
      })
    },
    introuvable(requete, reponse, quoi = 'Cette page') {
      return this.pageSimple(requete, reponse, {
        titre: 'Introuvable',
        statut: 404,
        contenu: (
          <p>
            {quoi} n’existe pas, ou n’est pas visible pour votre structure. Revenez au tableau de bord ou
            cherchez-la par son nom.
          </p>
        ),
      })
    },
    interdire(requete, reponse) {
      return this.pageSimple(requete, reponse, {
        titre: 'Accès refusé',
        statut: 403,
        contenu: <p>Votre fonction ne permet pas d’ouvrir cette page ou de faire cette action.</p>,
      })
    },
  }
}

/** Everything that waits for this person, in one statement. */
async function compter(
  tx: Tx,
  entrees: readonly EntreeNavigation[],
  acteur: Acteur,
  maintenant: Date,
): Promise<Cadre['attentes']> {
  const comptees = entrees.flatMap(({ chemin, attente }) =>
    attente ? [{ chemin, expression: attente(acteur, maintenant) }] : [],
  )
  if (comptees.length === 0) return {}
  const paires = comptees.map(({ chemin, expression }) => sql`${chemin}::text, ${expression}`)
  const { rows } = await sql<{
    attentes: Cadre['attentes']
  }>`select jsonb_build_object(${sql.join(paires)}) as attentes`.execute(tx)
  return rows[0]!.attentes
}

function Provisoire({
  noms,
  mode,
  message,
  page,
  children,
}: {
  noms: Readonly<Record<string, string>>
  mode: string
  message: string | null
  page: ContenuDePage
  children?: ReactNode
}) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <title>{`${page.titre} · Maillage`}</title>
        <link rel="stylesheet" href={`/statique/${noms['style.css']}`} />
      </head>
      <body>
        {mode === 'demonstration' && <p>Démonstration</p>}
        {children}
        <main>
          {message && <p role="status">{message}</p>}
          <h1>{page.titre}</h1>
          {page.chapeau}
          {page.actions}
          {page.contenu}
        </main>
      </body>
    </html>
  )
}
