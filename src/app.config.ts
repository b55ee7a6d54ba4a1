const TABS = ['home', 'duty', 'learn', 'mine']

/** A colour of theme.json: WeChat looks names up itself, in a browser they are custom properties (index.html). */
const colour = (name: string) => process.env.TARO_ENV === 'h5' ? `var(--${name})` : `@${name}`

const tab = (area: string, text: string) => ({
  pagePath: `pages/${area}/index`,
  text,
  iconPath: `./tabs/${area}.png`,
  selectedIconPath: `./tabs/${area}-on.png`,
})

export default {
  pages: TABS.map(area => `pages/${area}/index`),
  subPackages: SUB_PACKAGES,
  tabBar: {
    color: colour('tabText'),
    selectedColor: colour('tabOn'),
    backgroundColor: colour('tabBack'),
    borderStyle: colour('tabBorder'),
    list: [tab('home', '首页'), tab('duty', '履职'), tab('learn', '课堂'), tab('mine', '我的')],
  },
  window: {
    navigationBarTitleText: '职代通',
    navigationBarBackgroundColor: colour('barBack'),
    navigationBarTextStyle: colour('barText'),
    backgroundColor: colour('pageBack'),
    backgroundTextStyle: colour('pullText'),
  },
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  style: 'v2',
  __usePrivacyCheck__: true,
}
