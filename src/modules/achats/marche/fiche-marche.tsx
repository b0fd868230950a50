import { horlogeParis, jourDe } from '#shared/dates.ts'
import { dateSaisie, montant } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampHeure,
  ChampListe,
  ChampLong,
  ChampMontant,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { PROCEDURES } from '../domain/attente.ts'
import { CRITERES_PROPOSES } from '../domain/criteres.ts'
import { lignesDe } from '../domain/operation.ts'
import { ecrireCriteres, ecrireNiveaux } from './fiche.ts'
import type { PropsMarche } from './marche.page.tsx'

/** The sheet of the consultation, until it is published. */
export function FormulaireMarche({ operation, marche, formulaire, fautes, saisies, alerte }: PropsMarche) {
  const proposes = lignesDe(operation.niveaux)
    .map((nom) => `${nom} | 90 | 90 | 90 | 0`)
    .join('\n')
  return (
    <Section titre={marche ? 'Fiche du marché' : 'Préparer le marché'} filet>
      <Formulaire
        id="fiche"
        prefixe
        action={`/achats/${operation.id}/marche`}
        version={marche?.version ?? 1}
        {...(formulaire === 'fiche' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
      >
        <ChampListe
          nom="procedure"
          libelle="Procédure"
          valeur={marche?.procedure ?? 'appel_offres'}
          options={Object.entries(PROCEDURES).map(([valeur, libelle]) => ({ valeur, libelle }))}
        />
        <CoteACote>
          <ChampTexte
            nom="reference"
            libelle="Référence de la consultation"
            aide="Celle du profil d’acheteur."
            valeur={marche?.reference ?? ''}
            taille="court"
            facultatif
          />
          <ChampTexte
            nom="profil"
            libelle="Adresse sur le profil d’acheteur"
            valeur={marche?.profil ?? ''}
            facultatif
          />
        </CoteACote>
        <CoteACote>
          <ChampDate
            nom="limiteJour"
            libelle="Dernier jour des offres"
            valeur={dateSaisie(marche?.limite ? jourDe(marche.limite) : null)}
            facultatif
          />
          <ChampHeure
            nom="limiteHeure"
            libelle="Heure limite"
            valeur={marche?.limite ? horlogeParis(marche.limite).slice(11, 16) : '12:00'}
          />
          <ChampNombre nom="duree" libelle="Durée" unite="mois" valeur={String(marche?.dureeMois ?? 72)} />
          <ChampMontant
            nom="estimation"
            libelle="Besoin estimé, hors taxes"
            aide="Sur toute la durée, pour tous les membres ensemble : il dit si un profil d’acheteur s’impose."
            valeur={marche?.estimation == null ? '' : montant(marche.estimation).replace(/\s*€$/u, '')}
            facultatif
          />
          <ChampTexte
            nom="cpv"
            libelle="Code CPV"
            aide="Huit chiffres."
            valeur={marche?.cpv ?? '66512000'}
            taille="court"
          />
        </CoteACote>
        <ChampLong
          nom="niveaux"
          libelle="Niveaux de garanties"
          aide="Un par ligne : nom | % du traitement | % des primes | % de la rente | % du capital décès. Le nom est celui que les employeurs choisissent."
          valeur={marche ? ecrireNiveaux(marche.niveaux) : proposes}
        />
        <ChampLong
          nom="criteres"
          libelle="Critères et poids"
          aide="Un par ligne : nom | poids, total 100. Le premier est le prix, calculé par le moteur ; les autres sont notés par la commission. Les quatre familles du décret 2011-1474 sont proposées ; leurs articles sont à relire avant publication."
          valeur={ecrireCriteres(marche ? marche.criteres : CRITERES_PROPOSES)}
        />
        <Actions>
          <Bouton variante={marche ? 'secondaire' : 'primaire'} icone="enregistrer">
            Enregistrer la fiche
          </Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
