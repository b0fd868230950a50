import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, dateCourte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { ChampListe, ChampRecherche, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Pagination, Section, Vide } from '#ui/textes.tsx'
import {
  attendDepuisLongtemps,
  ETATS_ADHESION,
  type EtatAdhesion,
  ORDRE_ADHESION,
  TOURS,
  tourDe,
} from '../../domain/adhesion/adhesion.ts'
import { EtiquetteAdhesion } from '../dossier.tsx'
import type { PropsSuivi } from './suivi.page.tsx'
import type { AdhesionLue } from './suivi.queries.ts'

export type FiltreSuivi = {
  readonly centre: string
  readonly departement: string
  readonly etat: EtatAdhesion | ''
  readonly longue: boolean
  readonly mots: string
  readonly page: number
}
export const PAR_PAGE = 50

/** The employers one by one, the longest wait first, with who must act. */
export function UnParUn({ operation, adhesions, total, filtre, comptes, aujourdhui }: PropsSuivi) {
  const adresse = `/achats/${operation.id}/adhesions`
  const centres = [...new Map(comptes.map(({ centreId, centre }) => [centreId, centre]))]
  const departements = [...new Set(comptes.flatMap(({ departement }) => departement ?? []))].toSorted()
  const saisies = {
    q: filtre.mots,
    centre: filtre.centre,
    departement: filtre.departement,
    etat: filtre.etat,
    attente: filtre.longue ? 'longue' : '',
  }
  const suite = new URLSearchParams(saisies)
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE))
  return (
    <Section
      titre="Un par un"
      detail={`${compte(total, 'employeur')}, la plus longue attente d’abord`}
      id="un-par-un"
    >
      {comptes.length > 0 && (
        <Formulaire id="filtres" action={adresse} methode="get" enLigne saisies={saisies}>
          <ChampRecherche nom="q" libelle="Nom" />
          <ChampListe
            nom="centre"
            libelle="Centre de gestion"
            vide="Tous"
            options={centres.map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampListe
            nom="departement"
            libelle="Département"
            vide="Tous"
            options={departements.map((code) => ({ valeur: code, libelle: code }))}
          />
          <ChampListe
            nom="etat"
            libelle="Où il en est"
            vide="Toutes les étapes"
            options={ORDRE_ADHESION.map((etat) => ({ valeur: etat, libelle: ETATS_ADHESION[etat].mot }))}
          />
          <ChampListe
            nom="attente"
            libelle="Attente"
            vide="Toutes"
            options={[{ valeur: 'longue', libelle: 'Trop longue' }]}
          />
          <Bouton icone="filtrer">Filtrer</Bouton>
        </Formulaire>
      )}
      <Tableau
        titre="Employeurs de l’achat"
        lignes={adhesions}
        cleDe={({ employeurId }) => employeurId}
        vide={
          <Vide>
            {comptes.length === 0
              ? 'Les employeurs consultés apparaîtront ici.'
              : 'Aucun employeur ne correspond à ces filtres.'}
          </Vide>
        }
        pied={
          <>
            {comptes.length > 0 && (
              <p>
                <Bouton href={`${adresse}/export?format=xlsx&${suite}`} icone="telecharger" petit>
                  XLSX
                </Bouton>{' '}
                <Bouton href={`${adresse}/export?format=csv&${suite}`} icone="telecharger" petit>
                  CSV
                </Bouton>
              </p>
            )}
            <Pagination
              page={filtre.page}
              derniere={filtre.page >= pages}
              pages={pages}
              adresse={(n) => `${adresse}?${suite}&page=${n}`}
            />
          </>
        }
        colonnes={[
          {
            cle: 'nom',
            titre: 'Employeur',
            entete: true,
            contenu: ({ employeurId, nom, centre }) => (
              <>
                <a href={`/achats/employeurs/${employeurId}/adhesion`}>{nom}</a>
                <small>{centre}</small>
              </>
            ),
          },
          { cle: 'etat', titre: 'Où il en est', contenu: ({ etat }) => <EtiquetteAdhesion etat={etat} /> },
          {
            cle: 'tour',
            titre: 'Qui doit agir',
            contenu: (a) => {
              const { tour, attend } = tourDe(a)
              return tour === 'personne' ? 'personne' : `${TOURS[tour]} : ${attend}`
            },
          },
          {
            cle: 'attente',
            titre: 'Depuis',
            nombre: true,
            contenu: ({ etat, attente }) =>
              attendDepuisLongtemps(etat, attente) ? (
                <Etiquette ton="attention" icone="sablier" discrete>
                  {compte(attente, 'jour')}
                </Etiquette>
              ) : ETATS_ADHESION[etat].tour === 'personne' ? (
                '–'
              ) : (
                compte(attente, 'jour')
              ),
          },
          { cle: 'prochaine', titre: 'Prochaine date', contenu: (a) => prochaineDate(a, aujourdhui) },
          {
            cle: 'relance',
            titre: 'Relance',
            contenu: ({ relanceLe, relances }) =>
              relanceLe
                ? `${dateCourte(jourDe(relanceLe), aujourdhui)} (${compte(relances, 'fois', 'fois')})`
                : 'aucune',
          },
        ]}
      />
    </Section>
  )
}

const prochaineDate = ({ etat, comiteLe, conseilLe }: AdhesionLue, aujourdhui: Jour): string => {
  if (etat === 'comite') return comiteLe ? `comité le ${dateCourte(comiteLe, aujourdhui)}` : 'séance à fixer'
  if (etat === 'avis')
    return conseilLe ? `assemblée le ${dateCourte(conseilLe, aujourdhui)}` : 'assemblée à fixer'
  return '–'
}
