// Has digiKam's own library write names into a picture, or a sidecar, as its window does: what `digikam-7.9.xmp` and `digikam-7.9.jpg` were made by.
// Its window could not be driven. Debian has no headers of the library: what is called is declared here, and objects get more room than they take.
//
//   g++ -fPIC $(pkg-config --cflags Qt5Core) digikam-writes.cpp -o digikam-writes \
//     /usr/lib/digikam/libdigikamcore.so.7.9.0 -lQt5Core -Wl,--allow-shlib-undefined -Wl,-rpath,/usr/lib/digikam
//   QT_QPA_PLATFORM=offscreen ./digikam-writes both.png 1 128 32 聖園ミカ 0 0 32 31 'Aoi & Rei' 64 0 32 32
//
// After the file: 0 to write into it, 1 beside it; its size; then each name with its box in pixels.
#include <QCoreApplication>
#include <QMultiMap>
#include <QRectF>
#include <QSize>
#include <QStringList>
#include <QVariant>
#include <cstdio>
#include <cstdlib>

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
  static bool initializeExiv2();
  void setMetadataWritingMode(const int mode);
};

class DMetadata {
public:
  explicit DMetadata(const QString &path);
  bool setItemFacesMap(const QMultiMap<QString, QVariant> &faces, bool write, const QSize &size) const;
  bool setItemTagsPath(const QStringList &tags, const DMetadataSettingsContainer &settings) const;
  bool setItemRating(int rating, const DMetadataSettingsContainer &settings) const;
  bool applyChanges(bool setVersion) const;

private:
  char room[8192];
};
} // namespace Digikam

using namespace Digikam;

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  QCoreApplication app(argc, argv);
  MetaEngine::initializeExiv2();
  // Never destroyed: its destructor is not declared here.
  DMetadata *picture = new DMetadata(QString::fromUtf8(argv[1]));
  reinterpret_cast<MetaEngine *>(picture)->setMetadataWritingMode(atoi(argv[2]));
  const double width = atof(argv[3]), height = atof(argv[4]);
  QMultiMap<QString, QVariant> faces;
  QStringList tags{QStringLiteral("night")};
  for (int at = 5; at + 4 < argc; at += 5) {
    const QString name = QString::fromUtf8(argv[at]);
    faces.insert(name, QRectF(atof(argv[at + 1]) / width, atof(argv[at + 2]) / height, atof(argv[at + 3]) / width,
                              atof(argv[at + 4]) / height));
    tags << QStringLiteral("People/") + name;
  }
  const DMetadataSettingsContainer settings = DMetadataSettings::instance()->settings();
  const bool done = picture->setItemFacesMap(faces, true, QSize(int(width), int(height))) &&
                    picture->setItemTagsPath(tags, settings) && picture->setItemRating(4, settings) &&
                    picture->applyChanges(true);
  return done ? 0 : 1;
}
