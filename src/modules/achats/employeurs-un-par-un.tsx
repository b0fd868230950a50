import type { ReactNode } from 'react'
import { compte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampListe, ChampRecherche, Formulaire } from '#ui/formulaire.tsx'
import { type Colonne, Tableau } from '#ui/tableau.tsx'
import { Pagination, Section, Vide } from '#ui/textes.tsx'

/** Employers on one page of a list. */
export const PAR_PAGE = 50

/** A choice that narrows the list, beside the name: what it is called, what « all » is called, what may be chosen. */
export type FiltreDeListe = {
  readonly nom: string
  readonly libelle: string
  readonly vide: string
  readonly options: readonly { readonly valeur: string; readonly libelle: string }[]
}

/** The centres that follow the employers of a purchase, as a filter. */
export const filtreDesCentres = (
  lignes: readonly { readonly centreId: string; readonly centre: string }[],
): FiltreDeListe => ({
  nom: 'centre',
  libelle: 'Centre de gestion',
  vide: 'Tous',
  options: [...new Map(lignes.map(({ centreId, centre }) => [centreId, centre]))].map(
    ([valeur, libelle]) => ({
      valeur,
      libelle,
    }),
  ),
})

/**
 * The employers of a purchase one by one: filters in the address, pages, and what to say when there is none, or none that matches.
 * @param saisies the filters in use, by their name in the address
 * @param vide what to say while the purchase has no employer at all
 * @param autour what stands under the list, given the filters in use, before the pages
 */
export function EmployeursUnParUn<L>({
  adresse,
  titre,
  detail,
  id,
  employeurs,
  total,
  aucun,
  vide,
  filtres,
  saisies,
  page,
  colonnes,
  cleDe,
  autour,
}: {
  readonly adresse: string
  readonly titre: string
  /** How they are ordered. */
  readonly detail?: string
  readonly id?: string
  readonly employeurs: readonly L[]
  readonly total: number
  /** The purchase has no employer yet: nothing to filter. */
  readonly aucun: boolean
  readonly vide: string
  readonly filtres: readonly FiltreDeListe[]
  readonly saisies: Readonly<Record<string, string>>
  readonly page: number
  readonly colonnes: readonly Colonne<L>[]
  readonly cleDe: (ligne: L) => string
  readonly autour?: (suite: URLSearchParams) => ReactNode
}) {
  const suite = new URLSearchParams(saisies)
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE))
  return (
    <Section titre="Un par un" detail={`${compte(total, 'employeur')}${detail ? `, ${detail}` : ''}`} id={id}>
      {!aucun && (
        <Formulaire id="filtres" action={adresse} methode="get" enLigne saisies={saisies}>
          <ChampRecherche nom="q" libelle="Nom" />
          {filtres.map((filtre) => (
            <ChampListe key={filtre.nom} {...filtre} />
          ))}
          <Bouton icone="filtrer">Filtrer</Bouton>
        </Formulaire>
      )}
      <Tableau
        titre={titre}
        lignes={employeurs}
        cleDe={cleDe}
        vide={<Vide>{aucun ? vide : 'Aucun employeur ne correspond à ces filtres.'}</Vide>}
        pied={
          <>
            {!aucun && autour?.(suite)}
            <Pagination
              page={page}
              derniere={page >= pages}
              pages={pages}
              adresse={(n) => `${adresse}?${suite}&page=${n}`}
            />
          </>
        }
        colonnes={colonnes}
      />
    </Section>
  )
}
