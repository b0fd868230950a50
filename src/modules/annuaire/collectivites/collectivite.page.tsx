import type { ContenuDePage } from '#platform/http/services.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Fiche, Section, Vide } from '#ui/textes.tsx'
import { LIBELLES_ROLE } from '../domain/contact.ts'
import { LIBELLES_AFFILIATION } from '../domain/employeur.ts'
import { RUBRIQUE } from '../onglets.tsx'
import { TYPES } from './collectivites.page.tsx'
import type { Collectivite, ContactLu } from './collectivites.queries.ts'

/**
 * One public body.
 * @param contacts people to write to; null for somebody who may not see them
 */
export const pageCollectivite = (c: Collectivite, contacts: readonly ContactLu[] | null): ContenuDePage => ({
  titre: c.nom,
  surtitre: TYPES[c.type] ?? 'Organisme public',
  rubrique: RUBRIQUE,
  ariane: [{ libelle: 'Collectivités', href: '/collectivites' }],
  contenu: (
    <>
      {c.fusionneeDans && (
        <Alerte ton="info">
          Cette commune a rejoint <a href={`/collectivites/${c.fusionneeDans}`}>{c.fusionneeDansNom}</a>
          {c.fusionneeLe && ` (constaté le ${date(c.fusionneeLe)})`}. Son histoire est conservée ici.
        </Alerte>
      )}
      <Section titre="Identité">
        <Fiche
          lignes={[
            { nom: 'SIREN', valeur: c.siren ?? 'inconnu' },
            ...(c.codeInsee ? [{ nom: 'Code INSEE', valeur: c.codeInsee }] : []),
            {
              nom: 'Département',
              valeur: c.departementNom ? `${c.departement}, ${c.departementNom}` : 'inconnu',
            },
            {
              nom: 'Population',
              valeur:
                c.population === null ? 'inconnue' : `${nombre(c.population)} (millésime ${c.millesime})`,
            },
            ...(c.epciId
              ? [{ nom: 'Intercommunalité', valeur: <a href={`/collectivites/${c.epciId}`}>{c.epci}</a> }]
              : []),
            ...(c.membre ? [{ nom: 'Membre de la coopération', valeur: c.membre }] : []),
            { nom: 'Source', valeur: c.source },
          ]}
        />
      </Section>
      {c.affiliations.length > 0 && <Affiliations affiliations={c.affiliations} />}
      {contacts && <Contacts contacts={contacts} />}
      {c.communes.length > 0 && (
        <Section titre={c.type === 'epci' ? compte(c.communes.length, 'commune') : 'Communes réunies'}>
          <ul className="liste-en-colonnes">
            {c.communes.map(({ id, nom }) => (
              <li key={id}>
                <a href={`/collectivites/${id}`}>{nom}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  ),
})

const Affiliations = ({ affiliations }: Pick<Collectivite, 'affiliations'>) => (
  <Section titre="Affiliation">
    <Tableau
      titre="Affiliations, la plus récente d’abord"
      lignes={affiliations}
      cleDe={({ centre, du }) => `${centre} ${du}`}
      colonnes={[
        { cle: 'centre', titre: 'Centre', entete: true, contenu: ({ centre }) => centre },
        { cle: 'genre', titre: 'Affiliation', contenu: ({ genre }) => LIBELLES_AFFILIATION[genre] },
        { cle: 'du', titre: 'Depuis le', contenu: ({ du }) => date(du) },
        { cle: 'au', titre: 'Jusqu’au', contenu: ({ au }) => (au ? date(au) : 'en cours') },
        {
          cle: 'nom',
          titre: 'Déclaré sous le nom',
          contenu: ({ nom, siret, fictif }) => (
            <>
              <bdi>{nom}</bdi>
              {siret && `, SIRET ${siret}`}
              {fictif && <p className="detail">{fictif}</p>}
            </>
          ),
        },
      ]}
    />
  </Section>
)

const Contacts = ({ contacts }: { readonly contacts: readonly ContactLu[] }) => (
  <Section
    titre="Contacts"
    detail="visibles des seules personnes de votre centre"
    actions={<a href="/imports/contacts">Importer ou exporter</a>}
  >
    {contacts.length === 0 ? (
      <Vide>Votre centre n’a aucun contact pour cet employeur.</Vide>
    ) : (
      <Tableau
        titre="Contacts de cet employeur"
        lignes={contacts}
        cleDe={({ id }) => id}
        colonnes={[
          { cle: 'nom', titre: 'Nom', entete: true, contenu: ({ nom }) => <bdi>{nom}</bdi> },
          { cle: 'role', titre: 'Rôle', contenu: ({ role }) => LIBELLES_ROLE[role] },
          {
            cle: 'courriel',
            titre: 'Adresse',
            contenu: ({ courriel }) => <a href={`mailto:${courriel}`}>{courriel}</a>,
          },
          { cle: 'telephone', titre: 'Téléphone', contenu: ({ telephone }) => telephone ?? '' },
        ]}
      />
    )}
  </Section>
)
