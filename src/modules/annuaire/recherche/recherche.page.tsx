import type { ContenuDePage } from '#platform/http/services.ts'
import { compte } from '#shared/typographie.ts'
import { Section, Vide } from '#ui/textes.tsx'

export type Trouve = {
  readonly genre: 'decision' | 'convention' | 'action' | 'seance' | 'organisme' | 'groupe'
  readonly id: string
  readonly titre: string
  readonly detail: string
}

const GENRES = [
  { genre: 'seance', titre: 'Séances', adresse: (id: string) => `/seances/${id}` },
  { genre: 'decision', titre: 'Décisions', adresse: (id: string) => `/decisions/${id}` },
  { genre: 'action', titre: 'Actions', adresse: (id: string) => `/programme/actions/${id}` },
  { genre: 'groupe', titre: 'Groupes de travail', adresse: (id: string) => `/groupes/${id}` },
  { genre: 'convention', titre: 'Conventions', adresse: (id: string) => `/conventions/${id}` },
  { genre: 'organisme', titre: 'Collectivités et membres', adresse: (id: string) => `/collectivites/${id}` },
] as const

/** What was found, by kind; nothing found says what to try. */
export function pageRecherche(texte: string, trouves: readonly Trouve[]): ContenuDePage {
  return {
    titre: texte ? `Recherche : ${texte}` : 'Recherche',
    h1: texte ? `Recherche : « ${texte} »` : 'Que cherchez-vous ?',
    chapeau: trouves.length > 0 && (
      <p>{compte(trouves.length, 'résultat')}. Les accents et les majuscules ne comptent pas.</p>
    ),
    contenu:
      trouves.length === 0 ? (
        <Vide>
          {texte.length < 2
            ? 'Écrivez au moins deux lettres dans la case de recherche, en haut de la page.'
            : `Rien ne ressemble à « ${texte} ». Essayez un mot du titre, un numéro de décision, un numéro SIREN ou un code INSEE.`}
        </Vide>
      ) : (
        GENRES.map(({ genre, titre, adresse }) => {
          const siens = trouves.filter((trouve) => trouve.genre === genre)
          return (
            siens.length > 0 && (
              <Section key={genre} titre={titre}>
                <ul className="liste-lignes">
                  {siens.map(({ id, titre: nom, detail }) => (
                    <li key={id}>
                      <p>
                        <a href={adresse(id)}>{nom}</a>
                      </p>
                      <p className="detail">{detail}</p>
                    </li>
                  ))}
                </ul>
              </Section>
            )
          )
        })
      ),
  }
}
