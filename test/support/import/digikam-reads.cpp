// Has digiKam's own library read the names in pictures, or in the sidecars beside them, as its collection does: what `digikam-7.9-reads.json` was
// made by. See digikam-writes.cpp. The test that holds the file has it made anew where it is told of the program:
//
//   g++ -fPIC $(pkg-config --cflags Qt5Core) digikam-reads.cpp -o digikam-reads \
//     /usr/lib/digikam/libdigikamcore.so.7.9.0 -lQt5Core -Wl,--allow-shlib-undefined -Wl,-rpath,/usr/lib/digikam
//   DIGIKAM_READS=$PWD/digikam-reads QT_QPA_PLATFORM=offscreen npx vitest run --config build/vitest.config.ts digikam-reads
//
// Takes pictures. Answers JSON: of each its faces as fractions of the stored picture, tags, stars and comment.
#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QMultiMap>
#include <QRectF>
#include <QStringList>
#include <QVariant>
#include <cmath>
#include <cstdio>

namespace Digikam {
class DMetadataSettingsContainer {
public:
  ~DMetadataSettingsContainer();

private:
  char room[8192];
};

class DMetadataSettings {
public:
  static DMetadataSettings *instance();
  DMetadataSettingsContainer settings() const;
};

class MetaEngine {
public:
  class Backend;
  static bool initializeExiv2();
  void setUseXMPSidecar4Reading(const bool on);
};

class CaptionValues {
public:
  QString caption, author;
  QDateTime date;
};

class CaptionsMap : public QMap<QString, CaptionValues> {};

class DMetadata {
public:
  DMetadata();
  bool load(const QString &path, MetaEngine::Backend *backend);
  bool getItemFacesMap(QMultiMap<QString, QVariant> &faces) const;
  bool getItemTagsPath(QStringList &tags, const DMetadataSettingsContainer &settings) const;
  int getItemRating(const DMetadataSettingsContainer &settings) const;
  CaptionsMap getItemComments(const DMetadataSettingsContainer &settings) const;

private:
  char room[8192];
};
} // namespace Digikam

using namespace Digikam;

static double rounded(double value) { return std::round(value * 1e5) / 1e5; }

static QJsonObject read(const QString &path, const DMetadataSettingsContainer &settings) {
  // Never destroyed: its destructor is not declared here.
  DMetadata *picture = new DMetadata();
  reinterpret_cast<MetaEngine *>(picture)->setUseXMPSidecar4Reading(true);
  picture->load(path, nullptr);
  QMultiMap<QString, QVariant> found;
  picture->getItemFacesMap(found);
  QJsonArray faces;
  for (auto face = found.cbegin(); face != found.cend(); ++face) {
    const QRectF box = face.value().toRectF();
    faces << QJsonArray{face.key(), rounded(box.x()), rounded(box.y()), rounded(box.width()), rounded(box.height())};
  }
  QStringList tags;
  picture->getItemTagsPath(tags, settings);
  const CaptionsMap comments = picture->getItemComments(settings);
  QJsonArray said;
  for (const CaptionValues &comment : comments) said << comment.caption;
  return {{QStringLiteral("faces"), faces},
          {QStringLiteral("tags"), QJsonArray::fromStringList(tags)},
          {QStringLiteral("rating"), picture->getItemRating(settings)},
          {QStringLiteral("comments"), said}};
}

int main(int argc, char **argv) {
  QCoreApplication app(argc, argv);
  MetaEngine::initializeExiv2();
  const DMetadataSettingsContainer settings = DMetadataSettings::instance()->settings();
  QJsonObject all;
  for (int at = 1; at < argc; at += 1) {
    const QString path = QString::fromUtf8(argv[at]);
    all[QFileInfo(path).fileName()] = read(path, settings);
  }
  fputs(QJsonDocument(all).toJson().constData(), stdout);
  return 0;
}
