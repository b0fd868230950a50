import { OngletsDuProgramme } from '#modules/programme'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, ajouterMois, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import { Actions, ChampDate, ChampTexte, CoteACote, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import { LIBELLES_STATUT } from '../domain/cycle.ts'
import { tientLesBilans } from '../domain/droits.ts'
import type { Statut } from '../domain/rubriques.ts'
import type { BilanLu } from './bilans.queries.ts'

const SIGNES: Readonly<Record<Statut, { readonly ton: Ton; readonly icone: NomIcone }>> = {
  brouillon: { ton: 'neutre', icone: 'rediger' },
  relu: { ton: 'info', icone: 'informe' },
  approuve: { ton: 'ok', icone: 'fait' },
  publie: { ton: 'ok', icone: 'execute' },
}
export const EtiquetteBilan = ({ statut }: { readonly statut: Statut }) => (
  <Etiquette {...SIGNES[statut]}>{LIBELLES_STATUT[statut]}</Etiquette>
)

/** Reports of the cooperation, and the form that opens one over any period. */
export function pageBilans({
  bilans,
  acteur,
  maintenant,
  saisies,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly bilans: readonly BilanLu[]
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const hier = ajouterJours(jourDe(maintenant), -1)
  return {
    titre: 'Bilans',
    h1: 'Ce que la coopération a fait',
    surtitre: acteur.cooperation,
    rubrique: '/programme',
    ...(statut && { statut }),
    chapeau: (
      <p>
        Un bilan se calcule sur la période choisie, à partir des faits datés. La coordination y ajoute ses
        mots.
      </p>
    ),
    contenu: (
      <>
        <OngletsDuProgramme courant="/bilans" />
        <Tableau
          titre="Bilans de la coopération"
          lignes={bilans}
          cleDe={({ id }) => id}
          vide={<Vide>Aucun bilan n’est encore ouvert.</Vide>}
          colonnes={[
            {
              cle: 'titre',
              titre: 'Bilan',
              entete: true,
              contenu: ({ id, titre, fictif }) => (
                <>
                  <a href={`/bilans/${id}`}>{titre}</a> {fictif && <Fictif />}
                </>
              ),
            },
            { cle: 'periode', titre: 'Période', contenu: ({ du, au }) => `${date(du)} au ${date(au)}` },
            { cle: 'statut', titre: 'État', contenu: (bilan) => <EtiquetteBilan statut={bilan.statut} /> },
          ]}
        />
        {tientLesBilans.autorise(acteur) && (
          <Section titre="Ouvrir un bilan" filet id="ouvrir">
            <Formulaire
              action="/bilans"
              saisies={saisies}
              cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
              {...retour}
            >
              <ChampTexte nom="titre" libelle="Titre" valeur="Bilan de la coopération" />
              <CoteACote>
                <ChampDate
                  nom="du"
                  libelle="Du"
                  valeur={dateSaisie(ajouterJours(ajouterMois(hier, -6), 1))}
                  aide="Proposé : les six derniers mois."
                />
                <ChampDate nom="au" libelle="Au" valeur={dateSaisie(hier)} />
              </CoteACote>
              <Actions>
                <Bouton variante="primaire" icone="ajouter">
                  Ouvrir le bilan
                </Bouton>
              </Actions>
            </Formulaire>
          </Section>
        )}
      </>
    ),
  }
}
