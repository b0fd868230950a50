import type { FastifyReply } from 'fastify'
import { renderToStaticMarkup } from 'react-dom/server'
import { Cadre } from './cadre.tsx'
import type { Contenu } from './contenu.ts'
import { politique } from './entetes.ts'

type Options = Readonly<{ noms: Readonly<Record<string, string>>; demonstration: boolean; accueil: string }>

/** Draws a page with the policy that fits it. */
export const creerRendu =
  ({ noms, demonstration, accueil }: Options) =>
  (reponse: FastifyReply, page: Contenu): FastifyReply =>
    reponse
      .code(page.statut ?? 200)
      .header('content-security-policy', politique(page))
      .type('text/html; charset=utf-8')
      .send(
        Buffer.from(
          `<!doctype html>${renderToStaticMarkup(
            <Cadre
              titre={page.titre}
              h1={page.h1 ?? page.titre}
              chapeau={page.chapeau}
              styles={`/statique/${noms['style.css']}`}
              scripts={page.script ? [`/statique/${noms[`${page.script}.js`]}`] : []}
              demonstration={demonstration}
              accueil={accueil}
            >
              {page.contenu}
            </Cadre>,
          )}`,
        ),
      )
