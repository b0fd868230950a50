import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

const Mot = ({ children }: { readonly children: string }) => <em>{children}</em>

describe('les espaces françaises', () => {
  it('se posent sur chaque texte, où qu’il soit', () => {
    const n = 4
    expect(
      renderToStaticMarkup(
        <p>
          Reste : {n} % ; <Mot>vraiment ?</Mot>
        </p>,
      ),
    ).toBe('<p>Reste\u202f: 4\u00a0%\u202f; <em>vraiment\u202f?</em></p>')
  })

  it('ne touchent ni les attributs, ni ce qui est tapé, ni le code', () => {
    const texte = 'a ; b : c'
    expect(renderToStaticMarkup(<input defaultValue={texte} title={texte} />)).toBe(
      `<input title="${texte}" value="${texte}"/>`,
    )
    expect(renderToStaticMarkup(<textarea defaultValue={texte} />)).toContain(texte)
    expect(renderToStaticMarkup(<code>{texte}</code>)).toBe(`<code>${texte}</code>`)
  })

  it('laissent intacte la liste de mots que quelqu’un tient', () => {
    const mots = ['Reste : ', '4 %']
    expect(renderToStaticMarkup(<p>{mots}</p>)).toBe('<p>Reste\u202f: 4\u00a0%</p>')
    expect(mots).toEqual(['Reste : ', '4 %'])
  })

  it('n’interprètent rien : un texte reste échappé', () => {
    expect(renderToStaticMarkup(<p>{'<b> ; '}</p>)).toBe('<p>&lt;b&gt;\u202f; </p>')
  })
})
