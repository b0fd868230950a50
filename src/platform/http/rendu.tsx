import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { type Acteur, duReseau } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Page, PageSimple } from '#ui/cadre/page.tsx'
import { PageIncrustee, PagePublique } from '#ui/cadre/page-publique.tsx'
import { LIENS_DE_PIED } from '#ui/cadre/pied.tsx'
import type { Base, Tx } from '../base/base.ts'
import { envoyerPublic } from './cache.ts'
import { acteurDe, type Saisies } from './contexte.ts'
import { saisie } from './formulaire.ts'
import type { EntreeNavigation, Module } from './module.ts'
import type { Cadre, ContenuDePage, ContenuPublic, Services } from './services.ts'

export type OptionsRendu = {
  readonly modules: readonly Module[]
  readonly noms: Readonly<Record<string, string>>
  readonly mode: 'demonstration' | 'production'
  readonly secret: string
  readonly base: Base
  /** Public address, without a final slash. */
  readonly adresse: string
  /** The reporting application: another one, at another address. */
  readonly signalement: string | null
}

type Rendu = Pick<
  Services,
  | 'lire'
  | 'page'
  | 'pageSimple'
  | 'pageSelonSession'
  | 'pagePublique'
  | 'pageIncrustee'
  | 'introuvable'
  | 'annoncer'
> & {
  interdire(requete: FastifyRequest, reponse: FastifyReply): FastifyReply
}

/** As bytes: its length is then known, and the text is read through once. */
const enOctets = (page: ReactNode): Buffer => Buffer.from(`<!doctype html>${renderToStaticMarkup(page)}`)

/** How pages are drawn: frame, navigation by role with what waits, message of the last deed. */
export function creerRendu({ modules, noms, mode, base, adresse, signalement }: OptionsRendu): Rendu {
  const securise = adresse.startsWith('https://')
  const COOKIE_MESSAGE = `${securise ? '__Host-' : ''}maillage.message`
  const versSignalement = signalement
    ? [{ href: signalement, libelle: 'Signaler une violence, une discrimination, un harcèlement' }]
    : []
  const entrees = modules.flatMap((module) => module.navigation).sort((a, b) => a.ordre - b.ordre)
  const navigationDe = (acteur: Acteur) => entrees.filter(({ droit }) => droit.autorise(acteur))

  const envoyer = (reponse: FastifyReply, statut: number, page: ReactNode): FastifyReply =>
    reponse.code(statut).type('text/html; charset=utf-8').send(enOctets(page))

  const commun = (page: ContenuDePage | ContenuPublic) => ({
    titreOnglet: `${page.titre} · Maillage`,
    styles: `/statique/${noms['style.css']}`,
    scripts: ('ilots' in page ? (page.ilots ?? []) : []).map((ilot) => `/statique/${noms[`${ilot}.js`]}`),
    demonstration: mode === 'demonstration',
    liensDePied: [...LIENS_DE_PIED, ...versSignalement],
    autresLiens: versSignalement,
    surtitre: page.surtitre,
    titre: page.h1 ?? page.titre,
    chapeau: page.chapeau,
    actions: page.actions,
    ...(page.ariane && { ariane: page.ariane }),
  })

  const direImprime = (requete: FastifyRequest, chemin: string): string =>
    `${adresse}${chemin}, lu le ${date(jourDe(requete.maintenant))}.`

  const messageDe = (requete: FastifyRequest, reponse: FastifyReply): string | null => {
    const brut = requete.cookies[COOKIE_MESSAGE]
    if (!brut) return null
    reponse.clearCookie(COOKIE_MESSAGE, { path: '/', secure: securise })
    const lu = requete.unsignCookie(brut)
    return lu.valid ? lu.value : null
  }

  /** A page that is not the one asked for: whoever is signed in keeps the navigation, and everybody has a way on. */
  const detourner = (requete: FastifyRequest, reponse: FastifyReply, page: ContenuDePage) => {
    const [href, libelle] = requete.acteur
      ? ['/tableau-de-bord', 'Revenir au tableau de bord']
      : ['/', 'Revenir à l’accueil']
    const complete = {
      ...page,
      contenu: (
        <>
          {page.contenu}
          <p>
            <a href={href}>{libelle}</a>
          </p>
        </>
      ),
    }
    return requete.acteur
      ? rendu.page(requete, reponse, { attentes: {} }, complete)
      : rendu.pageSimple(requete, reponse, complete)
  }

  const rendu: Rendu = {
    lire: (requete, travail) => {
      const acteur = acteurDe(requete)
      return base.enTantQue(acteur, async (tx) => {
        const cadre = { attentes: await compter(tx, navigationDe(acteur), acteur, requete.maintenant) }
        return { cadre, donnees: await travail(tx) }
      })
    },
    page: (requete, reponse, cadre, page) => {
      const acteur = acteurDe(requete)
      return envoyer(
        reponse,
        page.statut ?? 200,
        <Page
          {...commun({ ...page, ilots: [...(page.ilots ?? []), 'veille'] })}
          message={messageDe(requete, reponse)}
          organisation={acteur.cooperation}
          recherche={saisie(requete.query as Saisies, 'q')}
          chercher={duReseau.autorise(acteur)}
          encart={page.encart}
          imprime={direImprime(requete, requete.url.split('?')[0]!)}
          compte={{
            nom: roleDe(acteur),
            structure: acteur.libelle,
            initiales: initiales(acteur),
            plusieursStructures: acteur.structures > 1,
          }}
          navigation={navigationDe(acteur).map(({ chemin, libelle, icone }) => ({
            href: chemin,
            libelle,
            icone,
            nombre: cadre.attentes[chemin] ?? 0,
            courante: page.rubrique === chemin,
          }))}
        >
          {page.contenu}
        </Page>,
      )
    },
    pageSimple: (requete, reponse, page) =>
      envoyer(
        reponse,
        page.statut ?? 200,
        <PageSimple {...commun(page)} large={page.large ?? false} message={messageDe(requete, reponse)}>
          {page.contenu}
        </PageSimple>,
      ),
    pageSelonSession: async (requete, reponse, page) => {
      if (!requete.acteur) return rendu.pageSimple(requete, reponse, page)
      const { cadre } = await rendu.lire(requete, async () => null)
      return rendu.page(requete, reponse, cadre, page)
    },
    pagePublique: (requete, reponse, page) =>
      envoyerPublic(
        requete,
        reponse.code(page.statut ?? 200),
        enOctets(
          <PagePublique
            {...commun(page)}
            titreOnglet={page.portail ? `${page.titre} · ${page.portail.nom}` : `${page.titre} · Maillage`}
            description={page.description}
            canonique={`${adresse}${page.chemin}`}
            portail={page.portail}
            onglets={page.onglets}
            formes={page.formes}
            apercu={requete.apercu}
            imprime={direImprime(requete, page.chemin)}
          >
            {page.contenu}
          </PagePublique>,
        ),
        'text/html; charset=utf-8',
      ),
    pageIncrustee: (requete, reponse, { titre, contenu }) =>
      envoyerPublic(
        requete,
        reponse,
        enOctets(
          <PageIncrustee titreOnglet={titre} styles={`/statique/${noms['style.css']}`}>
            {contenu}
          </PageIncrustee>,
        ),
        'text/html; charset=utf-8',
      ),
    annoncer: (reponse, texte) => {
      reponse.setCookie(COOKIE_MESSAGE, texte, {
        signed: true,
        httpOnly: true,
        sameSite: 'lax',
        secure: securise,
        path: '/',
        maxAge: 60,
      })
    },
    introuvable: (requete, reponse, quoi = 'Cette page') =>
      detourner(requete, reponse, {
        titre: 'Introuvable',
        statut: 404,
        contenu: (
          <p>
            {quoi} n’existe pas, ou n’est pas visible pour votre structure.{' '}
            {requete.acteur
              ? 'Vérifiez l’adresse, ou cherchez par un nom en haut de la page.'
              : 'Vérifiez l’adresse, ou connectez-vous.'}
          </p>
        ),
      }),
    interdire: (requete, reponse) =>
      detourner(requete, reponse, {
        titre: 'Accès refusé',
        statut: 403,
        contenu: (
          <p>
            Votre fonction ne permet pas d’ouvrir cette page ou de faire cette action. Si vous agissez pour
            plusieurs structures, vérifiez celle qui est choisie en haut de la page.
          </p>
        ),
      }),
  }
  return rendu
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

/** « Coordinatrice, CDG 44 » says its member beside: the short form is enough in the header. */
const roleDe = ({ nom }: Acteur): string => nom.split(',')[0]!

const initiales = (acteur: Acteur): string =>
  roleDe(acteur)
    .split(/\s+/)
    .map((mot) => mot.charAt(0))
    .join('')
    .slice(0, 2)
    .toUpperCase()
