import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, dateCourte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import {
  attendDepuisLongtemps,
  ETATS_ADHESION,
  type EtatAdhesion,
  ORDRE_ADHESION,
  TOURS,
  tourDe,
} from '../../domain/adhesion/adhesion.ts'
import { EmployeursUnParUn, filtreDesCentres } from '../../employeurs-un-par-un.tsx'
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

/** The employers one by one, the longest wait first, with who must act. */
export function UnParUn({ operation, adhesions, total, filtre, comptes, aujourdhui }: PropsSuivi) {
  const adresse = `/achats/${operation.id}/adhesions`
  const departements = [...new Set(comptes.flatMap(({ departement }) => departement ?? []))].toSorted()
  return (
    <EmployeursUnParUn
      adresse={adresse}
      titre="Employeurs de l’achat"
      detail="la plus longue attente d’abord"
      id="un-par-un"
      employeurs={adhesions}
      cleDe={({ employeurId }) => employeurId}
      total={total}
      aucun={comptes.length === 0}
      vide="Les employeurs consultés apparaîtront ici."
      filtres={[
        filtreDesCentres(comptes),
        {
          nom: 'departement',
          libelle: 'Département',
          vide: 'Tous',
          options: departements.map((code) => ({ valeur: code, libelle: code })),
        },
        {
          nom: 'etat',
          libelle: 'Où il en est',
          vide: 'Toutes les étapes',
          options: ORDRE_ADHESION.map((etat) => ({ valeur: etat, libelle: ETATS_ADHESION[etat].mot })),
        },
        {
          nom: 'attente',
          libelle: 'Attente',
          vide: 'Toutes',
          options: [{ valeur: 'longue', libelle: 'Trop longue' }],
        },
      ]}
      saisies={{
        q: filtre.mots,
        centre: filtre.centre,
        departement: filtre.departement,
        etat: filtre.etat,
        attente: filtre.longue ? 'longue' : '',
      }}
      page={filtre.page}
      autour={(suite) => (
        <p>
          <Bouton href={`${adresse}/export?format=xlsx&${suite}`} icone="telecharger" petit>
            XLSX
          </Bouton>{' '}
          <Bouton href={`${adresse}/export?format=csv&${suite}`} icone="telecharger" petit>
            CSV
          </Bouton>
        </p>
      )}
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
  )
}

const prochaineDate = ({ etat, comiteLe, conseilLe }: AdhesionLue, aujourdhui: Jour): string => {
  if (etat === 'comite') return comiteLe ? `comité le ${dateCourte(comiteLe, aujourdhui)}` : 'séance à fixer'
  if (etat === 'avis')
    return conseilLe ? `assemblée le ${dateCourte(conseilLe, aujourdhui)}` : 'assemblée à fixer'
  return '–'
}
