// Read by Taro only; jest has its own settings in jest.config.mjs.
const targets = {
  // Base library 3.6.1. ES5 targets would break the ballots' BigInt arithmetic.
  weapp: { ios: '14', chrome: '86' },
  h5: { ios: '12', chrome: '67' },
}

module.exports = {
  presets: [['taro', {
    framework: 'react',
    ts: true,
    compiler: 'webpack5',
    targets: targets[process.env.TARO_ENV],
    ignoreBrowserslistConfig: true,
    // `usage` would copy core-js into every page.
    useBuiltIns: false,
    hot: false,
  }]],
}
