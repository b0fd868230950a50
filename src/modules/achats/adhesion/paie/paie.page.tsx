import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { ajouterMois, type Jour, jourDe } from '#shared/dates.ts'
import { compte, date, dateSaisie, mois as direMois, montant, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampDate, ChampTexte, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, ChiffreCle, ChiffresCles, Section, Vide } from '#ui/textes.tsx'
import { MOTIFS_DISPENSE } from '../../domain/adhesion/cotisation.ts'
import type { Paie } from './paie.queries.ts'

const MANQUES = {
  recensement:
    'Aucun recensement n’est en vigueur : envoyez-le, les cotisations en découlent agent par agent.',
  taux: 'Le niveau choisi n’a pas de taux enregistré pour cette année : le membre qui conduit l’achat le saisit avec le contrat.',
} as const

/** Payroll and budget of an employer for a month, and the dispenses of its agents. The same through the link and at the centre. */
export function PaieDeLEmployeur(
  p: RetourDeFormulaire & {
    readonly paie: Paie
    readonly adresse: string
    readonly cle: string
    readonly aujourdhui: Jour
  },
) {
  const { paie, adresse } = p
  const mois = paie.mois.slice(0, 7)
  return (
    <>
      {p.alerte && (
        <Alerte>
          <p>{p.alerte}</p>
        </Alerte>
      )}
      {paie.lignes ? (
        <>
          <Budget {...p} />
          <Section titre="Fichier pour la paie" detail={`${direMois(paie.mois)}, agent par agent`} filet>
            <p>
              <Bouton
                href={`${adresse}/export?format=xlsx&mois=${mois}`}
                icone="telecharger"
                variante="primaire"
              >
                XLSX
              </Bouton>{' '}
              <Bouton href={`${adresse}/export?format=csv&mois=${mois}`} icone="telecharger">
                CSV
              </Bouton>
            </p>
            <p>
              <a href={`${adresse}?mois=${ajouterMois(paie.mois, -1).slice(0, 7)}`}>Mois précédent</a> ;{' '}
              <a href={`${adresse}?mois=${ajouterMois(paie.mois, 1).slice(0, 7)}`}>mois suivant</a>
            </p>
          </Section>
        </>
      ) : (
        <Vide>{MANQUES[paie.manque!]}</Vide>
      )}
      <Dispenses {...p} />
    </>
  )
}

function Budget({ paie }: { readonly paie: Paie }) {
  const lignes = paie.lignes!
  const somme = (cle: 'cotisation' | 'partEmployeur' | 'partAgent' | 'assiette') =>
    lignes.reduce((total, ligne) => total + ligne[cle], 0)
  const lies = lignes.filter(({ cotisation }) => cotisation > 0)
  return (
    <ChiffresCles>
      <ChiffreCle
        valeur={montant(somme('partEmployeur'))}
        libelle={`à la charge de l’employeur en ${direMois(paie.mois).toLowerCase()}`}
        detail={`${montant(12 * somme('partEmployeur'))} par an`}
      />
      <ChiffreCle
        valeur={montant(somme('partAgent'))}
        libelle="retenus sur les paies"
        detail={
          lies.length > 0
            ? `${montant(Math.round(somme('partAgent') / lies.length))} par agent en moyenne`
            : undefined
        }
      />
      <ChiffreCle
        valeur={montant(somme('cotisation'))}
        libelle="à verser à l’assureur"
        detail={`taux ${nombre(paie.taux! / 1000)} %`}
      />
      <ChiffreCle
        valeur={nombre(lies.length)}
        sur={`sur ${nombre(lignes.length)}`}
        libelle="agents tenus d’adhérer"
      />
    </ChiffresCles>
  )
}

function Dispenses({
  paie,
  adresse,
  aujourdhui,
  cle,
  fautes,
  saisies,
}: Parameters<typeof PaieDeLEmployeur>[0]) {
  const exemptes = paie.lignes?.filter(({ observation }) => observation !== '') ?? []
  return (
    <Section
      titre="Agents dispensés, ou pas encore tenus d’adhérer"
      detail={compte(exemptes.length, 'agent')}
      id="dispenses"
      filet
    >
      <Tableau
        titre="Agents dispensés ou pas encore tenus d’adhérer"
        lignes={exemptes}
        cleDe={({ matricule }) => matricule}
        vide={<Vide>Tous les agents recensés sont tenus d’adhérer.</Vide>}
        colonnes={[
          { cle: 'matricule', titre: 'Matricule', entete: true, contenu: ({ matricule }) => matricule },
          { cle: 'observation', titre: 'Pourquoi', contenu: ({ observation }) => observation },
          {
            cle: 'opposable',
            titre: 'Adhésion opposable',
            contenu: ({ opposableLe }) => (opposableLe ? `le ${date(opposableLe)}` : 'pas encore'),
          },
          {
            cle: 'piece',
            titre: 'Justificatif',
            contenu: ({ matricule }) => {
              const derniere = paie.dispenses.findLast((d) => d.matricule === matricule)
              return derniere
                ? `${derniere.piece || 'aucun'}, saisi le ${date(jourDe(derniere.saisieLe))}`
                : 'recensement'
            },
          },
        ]}
      />
      {paie.lignes && (
        <details open={saisies !== undefined}>
          <summary>Enregistrer une déclaration d’un agent</summary>
          <Formulaire
            id="dispense"
            prefixe
            action={`${adresse}/dispenses`}
            cle={cle}
            fautes={fautes ?? []}
            {...(saisies && { saisies })}
          >
            <ChampTexte
              nom="matricule"
              libelle="Matricule"
              aide="Le pseudonyme du recensement, jamais un nom."
              taille="court"
            />
            <ChampChoix
              nom="motif"
              libelle="Motif"
              options={Object.entries(MOTIFS_DISPENSE).map(([valeur, libelle]) => ({ valeur, libelle }))}
            />
            <p className="detail">
              D’autres cas sont annoncés par la loi : leur décret n’est pas publié, ils ne dispensent pas
              encore.
            </p>
            <CoteACote>
              <ChampDate nom="declareeLe" libelle="Déclarée le" valeur={dateSaisie(aujourdhui)} />
              <ChampDate nom="jusquau" libelle="Jusqu’au" facultatif />
              <ChampDate nom="repriseLe" libelle="Reprise du travail le" facultatif />
            </CoteACote>
            <ChampTexte
              nom="piece"
              libelle="Justificatif reçu"
              aide="Sa référence, par exemple « attestation du 3 mars 2026 ». Jamais un document médical."
              facultatif
            />
            <Actions>
              <Bouton icone="enregistrer">Enregistrer la déclaration</Bouton>
            </Actions>
          </Formulaire>
        </details>
      )}
    </Section>
  )
}
