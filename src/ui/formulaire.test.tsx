import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ChampChoix, ChampDate, ChampListe, ChampLong, ChampTexte, Formulaire } from './formulaire.tsx'

const FAUTES = [
  { champ: 'titre', message: 'Écrivez le titre.' },
  { champ: 'avis.choix', message: 'Choisissez une réponse.' },
]

describe('un formulaire refusé', () => {
  const html = renderToStaticMarkup(
    <Formulaire
      action="/points"
      fautes={FAUTES}
      saisies={{ titre: '<b>', texte: 'a & b', ou: '49', pour: ['49', '53'], date: '31/09/2026' }}
      version={3}
      cle="k-1"
      champs={{ point: 7 }}
    >
      <ChampTexte nom="titre" libelle="Titre" valeur="proposé" aide="Une question." />
      <ChampLong nom="texte" libelle="Texte" valeur="proposé" facultatif />
      <ChampDate nom="date" libelle="Date" valeur="01/01/2026" />
      <ChampListe
        nom="ou"
        libelle="Où"
        valeur="44"
        options={['44', '49'].map((v) => ({ valeur: v, libelle: v }))}
      />
      <ChampChoix
        nom="avis.choix"
        libelle="Avis"
        options={[{ valeur: 'oui', libelle: 'Oui', coche: true }]}
      />
      <ChampChoix
        nom="pour"
        libelle="Pour"
        plusieurs
        options={['44', '49', '53'].map((v) => ({ valeur: v, libelle: v, coche: v === '44' }))}
      />
    </Formulaire>,
  )

  it('résume les fautes en tête, chacune liée à un champ qui existe', () => {
    expect(html).toContain('2 champs sont à corriger.')
    const liens = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(liens).toEqual(['champ-titre', 'champ-avis-choix'])
    for (const id of liens) expect(html.split(`id="${id}"`)).toHaveLength(2)
    expect(html.indexOf('id="fautes"')).toBeLessThan(html.indexOf('<label'))
  })

  it('rattache à chaque champ son aide et sa faute', () => {
    expect(html).toMatch(
      /<input(?=[^>]*name="titre")(?=[^>]*aria-describedby="champ-titre-aide champ-titre-faute")(?=[^>]*aria-invalid="true")/,
    )
    expect(html).toContain('id="champ-titre-aide"')
    expect(html).toContain('id="champ-titre-faute"')
    expect(html).toMatch(/<fieldset[^>]*aria-describedby="champ-avis-choix-faute"/)
  })

  it('garde ce qui a été tapé, échappé, au lieu de ce que la page proposait', () => {
    expect(html).toContain('value="&lt;b&gt;"')
    expect(html).toContain('a &amp; b</textarea>')
    expect(html).not.toContain('proposé')
    expect(html).toContain('value="31/09/2026"')
    expect(html).toContain('<option value="49" selected="">')
    const cochees = [...html.matchAll(/<input[^>]*type="(?:checkbox|radio)"[^>]*>/g)]
      .map(([entree]) => entree)
      .filter((entree) => entree.includes('checked'))
    expect(cochees.map((entree) => /value="(\d+)"/.exec(entree)?.[1])).toEqual(['49', '53'])
  })

  it('cache la version, la clé et les champs donnés', () => {
    for (const [nom, valeur] of [
      ['version', '3'],
      ['cle', 'k-1'],
      ['point', '7'],
    ])
      expect(html).toContain(`<input type="hidden" name="${nom}" value="${valeur}"/>`)
  })

  it('demande tous les champs, sauf ceux dits facultatifs', () => {
    expect(html).toMatch(/<input(?=[^>]*name="titre")(?=[^>]*required)/)
    expect(html).not.toMatch(/<textarea[^>]*required/)
    expect(html).toContain('(facultatif)')
  })
})

describe('un formulaire vierge', () => {
  it('montre ce que la page propose', () => {
    const html = renderToStaticMarkup(
      <Formulaire action="/x" saisies={{}}>
        <ChampTexte nom="titre" libelle="Titre" valeur="proposé" />
        <ChampChoix
          nom="pour"
          libelle="Pour"
          plusieurs
          options={[{ valeur: '44', libelle: '44', coche: true }]}
        />
      </Formulaire>,
    )
    expect(html).toContain('value="proposé"')
    expect(html).toContain('checked')
    expect(html).not.toContain('role="alert"')
  })

  it('ne rend jamais un mot de passe tapé', () => {
    const html = renderToStaticMarkup(
      <Formulaire action="/x" saisies={{ secret: 'azerty' }}>
        <ChampTexte nom="secret" libelle="Mot de passe" type="password" />
      </Formulaire>,
    )
    expect(html).not.toContain('azerty')
  })

  it('sépare les identifiants de deux formulaires de la même page', () => {
    const html = renderToStaticMarkup(
      <div>
        {['a', 'b'].map((id) => (
          <Formulaire key={id} action="/x" id={id} prefixe fautes={[{ champ: 'n', message: 'Non.' }]}>
            <ChampTexte nom="n" libelle="N" />
          </Formulaire>
        ))}
      </div>,
    )
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(html).toContain('href="#b-champ-n"')
    expect(html).toContain('id="b-champ-n"')
  })

  it('ne demande rien quand il filtre une liste', () => {
    const html = renderToStaticMarkup(
      <Formulaire action="/x" methode="get" enLigne>
        <ChampTexte nom="q" libelle="Chercher" facultatif />
      </Formulaire>,
    )
    expect(html).toContain('method="get"')
    expect(html).not.toContain('required')
    expect(html).not.toContain('facultatif')
  })
})
