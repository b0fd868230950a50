import { LIBELLES_TYPE, type OrganismeTrouve } from '#modules/annuaire'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur, TypeOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampRecherche,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { LIBELLES_ROLE, ROLES_ORDINAIRES } from '../domain/membres.ts'
import { direOrganes } from './membres.page.tsx'

export const ARIANE = [
  { libelle: 'Annuaire', href: '/personnes' },
  { libelle: 'Membres', href: '/membres' },
]

/** Value of the choice « the directory does not know it ». */
export const A_SAISIR = 'a-saisir'

/** A member of any type: found in the directory, or typed when it is not there. */
export function pageNouveauMembre({
  texte,
  trouves,
  departements,
  acteur,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly texte: string
  readonly trouves: readonly OrganismeTrouve[]
  readonly departements: readonly { readonly code: string; readonly nom: string }[]
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const types = Object.keys(LIBELLES_TYPE) as TypeOrganisme[]
  return {
    titre: 'Ajouter un membre',
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ariane: ARIANE,
    ...(statut && { statut }),
    chapeau: (
      <p>
        Un membre peut être de tout type : Centre de gestion, Département, Région, intercommunalité, syndicat…
        Ce avec quoi il décide vient de son type.
      </p>
    ),
    contenu: (
      <>
        <Section titre="1. Le chercher dans l’annuaire">
          <Formulaire action="/membres/nouveau" methode="get" enLigne>
            <ChampRecherche nom="q" libelle="Nom ou SIREN" valeur={texte} />
            <Actions>
              <Bouton>Chercher</Bouton>
            </Actions>
          </Formulaire>
          {texte && trouves.length === 0 && (
            <p>L’annuaire ne connaît pas « {texte} » : indiquez l’organisme ci-dessous.</p>
          )}
        </Section>
        <Section titre="2. L’inscrire comme membre">
          <Formulaire
            action="/membres"
            fautes={fautes}
            saisies={saisies}
            alerte={alerte}
            cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
            champs={{ q: texte }}
          >
            {trouves.length > 0 && (
              <ChampChoix
                nom="organisme"
                libelle="Organisme"
                options={[
                  ...trouves.map(({ id, nom, type, departement, siren }) => ({
                    valeur: id,
                    libelle: nom,
                    aide: [
                      LIBELLES_TYPE[type],
                      departement,
                      siren && `SIREN ${siren}`,
                      `décide avec : ${direOrganes(type)}`,
                    ]
                      .filter(Boolean)
                      .join(' · '),
                  })),
                  { valeur: A_SAISIR, libelle: 'Un autre, que j’indique ici' },
                ]}
              />
            )}
            <GroupeDeChamps
              titre={
                trouves.length > 0
                  ? 'S’il n’est pas dans la liste'
                  : 'Organisme que l’annuaire ne connaît pas'
              }
            >
              <ChampListe
                nom="type"
                libelle="Type"
                vide="Choisir"
                facultatif={trouves.length > 0}
                options={types.map((valeur) => ({
                  valeur,
                  libelle: `${LIBELLES_TYPE[valeur]} (décide avec : ${direOrganes(valeur)})`,
                }))}
              />
              <ChampTexte nom="nom" libelle="Nom complet" facultatif={trouves.length > 0} />
              <CoteACote>
                <ChampTexte nom="siren" libelle="SIREN" aide="Neuf chiffres." facultatif taille="court" />
                <ChampListe
                  nom="departement"
                  libelle="Département de son siège"
                  vide="Choisir"
                  facultatif={trouves.length > 0}
                  options={departements.map(({ code, nom }) => ({ valeur: code, libelle: `${code} ${nom}` }))}
                />
              </CoteACote>
            </GroupeDeChamps>
            <ChampTexte
              nom="libelle"
              libelle="Nom court, dans les tableaux"
              aide="Quarante caractères au plus. Exemples : CDG 44, Région Bretagne."
              taille="moyen"
            />
            <ChampListe
              nom="role"
              libelle="Rôle"
              aide="La coordination se transmet depuis la page des membres."
              options={ROLES_ORDINAIRES.map((valeur) => ({ valeur, libelle: LIBELLES_ROLE[valeur] }))}
            />
            <ChampDate nom="du" libelle="Membre à compter du" valeur={dateSaisie(jourDe(maintenant))} />
            <ChampTexte nom="acte" libelle="Acte ou accord" facultatif />
            <Actions>
              <Bouton variante="primaire">Ajouter ce membre</Bouton>
              <a href="/membres">Revenir</a>
            </Actions>
          </Formulaire>
        </Section>
      </>
    ),
  }
}
